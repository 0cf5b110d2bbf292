package io.aerostat.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.error.WampException;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the expiry of tokens during a session (P30), with a real router and clients over WebSocket and long-poll. */
class TokenSessionsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final AtomicReference<String> token = new AtomicReference<>("");
    private Router router;

    @BeforeEach
    void start() throws Exception {
        JwtOptions options = new JwtOptions(new JwtKeys.Secret(Tokens.SECRET)).withClockSkew(Duration.ZERO);
        router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("user")))
                .listen(new Listener(
                        "web",
                        new ListeningEndpoint.Tcp("127.0.0.1", 0),
                        new Transport.Web(Map.of(
                                "ws",
                                PathService.WebSocket.of(Access.by(Jwt.authentication(options))),
                                "lp",
                                PathService.LongPoll.of(Access.by(Jwt.authentication(options)))))))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        router.close(Duration.ofSeconds(10)).get(60, TimeUnit.SECONDS);
    }

    private Client client() {
        return client("ws");
    }

    /** Returns a client of the path {@code ws} or {@code lp}. */
    private Client client(String path) {
        String scheme = path.equals("ws") ? "ws" : "http";
        return Client.builder()
                .url(scheme + "://127.0.0.1:" + router.listeners().get(0).port() + "/" + path)
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .authentication(Authentications.jwt(token::get))
                .build();
    }

    private static String token(String subject, Duration life) {
        org.jose4j.jwt.JwtClaims claims = Tokens.claims(Instant.now());
        claims.setSubject(subject);
        claims.setClaim("exp", Instant.now().plus(life).getEpochSecond());
        return Tokens.sign(Tokens.hmac(Tokens.SECRET), null, "HS256", claims.toJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "lp"})
    void theTokenSaysWhoTheClientIs(String path) throws Exception {
        token.set(token("joe", Duration.ofMinutes(5)));

        try (Client client = client(path)) {
            Session session = client.connect().await(DEADLINE);

            assertThat(session.details().authid()).isEqualTo("joe");
            assertThat(session.details().authrole()).isEqualTo("user");
            assertThat(session.details().authmethod()).isEqualTo("jwt");
        }
    }

    @Test
    void aTokenThatIsNotAcceptedIsRefusedWithTheReason() {
        token.set(token("joe", Duration.ofMinutes(-5)));

        try (Client client = client()) {
            assertThatThrownBy(() -> client.connect().await(DEADLINE))
                    .isInstanceOf(JoinRefused.class)
                    .hasMessageContaining("the token has expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "lp"})
    @Conformance("P30")
    void theSessionEndsWhenItsTokenExpires(String path) {
        token.set(token("joe", Duration.ofSeconds(2)));

        try (Client client = client(path)) {
            Session session = client.connect().await(DEADLINE);

            assertThat(session.closed().await(DEADLINE).uri()).isEqualTo("wamp.close.authentication_expired");
        }
    }

    @Test
    @Conformance("P30")
    void aFreshTokenKeepsTheSession() throws Exception {
        token.set(token("joe", Duration.ofSeconds(4)));
        Instant before = Instant.now();

        try (Client client = client()) {
            Session session = client.connect().await(DEADLINE);
            long until = session.call("wamp.session.renew_token", token("joe", Duration.ofMinutes(5)))
                    .as(Long.class)
                    .await(DEADLINE);

            assertThat(Instant.ofEpochSecond(until)).isAfter(before.plus(Duration.ofMinutes(4)));
            await().atMost(DEADLINE).until(() -> Instant.now().isAfter(before.plusSeconds(6)));
            assertThat(session.call("wamp.session.count").as(Long.class).await(DEADLINE))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRefusedTokenOfARenewalIsAFailedLogin() {
        router.limitLogins(new LoginLimits(
                Optional.empty(), Optional.of(new LoginLimits.OfAuthid(2, Duration.ofHours(1), Duration.ofMillis(1)))));
        token.set(token("joe", Duration.ofMinutes(5)));

        try (Client client = client()) {
            Session session = client.connect().await(DEADLINE);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> session.call("wamp.session.renew_token", "a guess")
                                .await(DEADLINE))
                        .isInstanceOf(WampException.class)
                        .hasMessageContaining("found no token");
            }

            assertThat(router.statistics().lockOuts()).isEqualTo(Map.of("authid", 1L));
            assertThat(session.isJoined()).isTrue();
        }
    }

    @Test
    void aTokenOfSomebodyElseRenewsNothing() {
        token.set(token("joe", Duration.ofMinutes(5)));

        try (Client client = client()) {
            Session session = client.connect().await(DEADLINE);

            assertThatThrownBy(() -> session.call("wamp.session.renew_token", token("ann", Duration.ofMinutes(5)))
                            .await(DEADLINE))
                    .isInstanceOf(WampException.class)
                    .hasMessageContaining("found a token of another identity");
            assertThatThrownBy(() ->
                            session.call("wamp.session.renew_token", "no token").await(DEADLINE))
                    .isInstanceOf(WampException.class)
                    .hasMessageContaining("found no token");
            assertThat(session.call("wamp.session.count").as(Long.class).await(DEADLINE))
                    .isEqualTo(1);
        }
    }
}
