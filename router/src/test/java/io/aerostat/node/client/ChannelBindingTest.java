package io.aerostat.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.connection.TlsOptions;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.authentication.TlsChannelBindings;
import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.realm.RealmDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Client and router share a TLS connection, and the authentication is valid only on this connection (SCR-14, CRY-7).
 */
@Timeout(180)
class ChannelBindingTest {
    private static final Path CERTIFICATE = Path.of("src/test/resources/good/tls/certificate.pem");
    private static final CryptosignKey KEY = CryptosignKey.generate();
    private static final List<AuthenticationOptions> METHODS = List.of(
            new AuthenticationOptions.StaticScram(Map.of(
                    "joe", new Account<>("joe", "user", ScramCredential.create("pencil", ScramCost.pbkdf2(4096))))),
            new AuthenticationOptions.StaticCryptosign(
                    List.of(new Account<>("joe", "user", Set.of(KEY.publicKey()))), null));

    private final Router router = Router.builder()
            .realm(new RealmDefinition("realm1", new AllowingAll("user")))
            .eventLoops(1)
            .start();

    @AfterEach
    void close() {
        router.close(Duration.ofSeconds(5)).join();
    }

    private String listen(String scheme) throws Exception {
        ListeningEndpoint.Tcp plain = new ListeningEndpoint.Tcp("127.0.0.1", 0);
        ListeningEndpoint endpoint = scheme.endsWith("ss")
                ? plain.withTls(new io.aerostat.router.listener.ServerTlsOptions(
                        Path.of("src/test/resources/good/tls/key.pem"), CERTIFICATE))
                : plain;
        Access access = Access.by(METHODS.toArray(AuthenticationOptions[]::new));
        Listener listener =
                scheme.startsWith("ws") ? Listener.webSocket(endpoint, access) : Listener.rawSocket(endpoint, access);
        BoundListener bound = router.listen(listener).get(60, TimeUnit.SECONDS);
        return scheme + "://localhost:" + bound.port();
    }

    private static String joinedBy(String url, Authentication authentication) throws Exception {
        try (Client client = Client.builder()
                .url(url)
                .realm("realm1")
                .tls(TlsOptions.DEFAULT.trusting(CERTIFICATE).ignoringHostName())
                .authentication(authentication)
                .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            return session.details().authid() + " by " + session.details().authmethod();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss", "rss"})
    @Conformance("SCR-14")
    void scramIsBoundToTheServersCertificate(String scheme) throws Exception {
        Authentication bound = Authentications.bound(Authentications.scram("joe", "pencil"), "tls-server-end-point");
        assertThat(joinedBy(listen(scheme), bound)).isEqualTo("joe by wamp-scram");
    }

    @Test
    @Conformance("CRY-7")
    void withoutTlsThereIsNothingToBindTo() throws Exception {
        String url = listen("ws");
        Authentication bound = Authentications.bound(Authentications.cryptosign("joe", KEY), "tls-exporter");
        assertThatThrownBy(() -> joinedBy(url, bound))
                .hasRootCauseInstanceOf(JoinRefused.class)
                .hasMessageContaining("does not provide the channel binding tls-exporter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss", "rss"})
    @Conformance("CRY-7")
    void cryptosignIsBoundToTheConnectionWhereTheRuntimeCan(String scheme) throws Exception {
        String url = listen(scheme);
        Authentication bound = Authentications.bound(Authentications.cryptosign("joe", KEY), "tls-exporter");
        if (TlsChannelBindings.exportsKeyingMaterial()) {
            assertThat(joinedBy(url, bound)).isEqualTo("joe by cryptosign");
        } else {
            assertThatThrownBy(() -> joinedBy(url, bound)).hasRootCauseInstanceOf(JoinRefused.class);
        }
        Authentication ifPossible =
                Authentications.boundIfPossible(Authentications.cryptosign("joe", KEY), "tls-exporter");
        assertThat(joinedBy(url, ifPossible)).isEqualTo("joe by cryptosign");
    }

    @Test
    void onlyMethodsThatSignCanBeBound() {
        assertThatThrownBy(() -> Authentications.bound(Authentications.ticket("joe", "x"), "tls-exporter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found method ticket");
    }
}
