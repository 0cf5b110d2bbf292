package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.JoinRefused;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the whole balloon example with the Java client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final BalloonExample example = BalloonExample.prepare();
    private final RouterProcess router = example.start();

    @BeforeAll
    void balloonFlies() {
        BalloonFlies.awaitPop(example);
    }

    @AfterAll
    void stop() {
        router.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Serialization.class,
            names = {"JSON", "MSGPACK", "CBOR"})
    void ingemarPopsAndMayDoNothingElse(Serialization serialization) {
        try (Client client = client("ingemar", "123456", serialization)) {
            Session session = client.join().await(SOON);
            assertThat(session.details().authid()).isEqualTo("ID09125");
            assertThat(session.details().authrole()).isEqualTo("balloonpopper");
            assertThat(session.call("com.balloon.pop", 56, 18).as(Integer.class).await(SOON))
                    .isEqualTo(74);
            assertThatThrownBy(() -> session.subscribe("com.example.oncounter", event -> {})
                            .await(SOON))
                    .isInstanceOfSatisfying(
                            ApplicationError.class,
                            error -> assertThat(error.uri()).isEqualTo("wamp.error.not_authorized"));
            assertThatThrownBy(() -> session.register("com.example.mul2", invocation -> null)
                            .await(SOON))
                    .isInstanceOfSatisfying(
                            ApplicationError.class,
                            error -> assertThat(error.uri()).isEqualTo("wamp.error.not_authorized"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "karina,  secret2,                  backend,       JSON",
        "karina,  secret2,                  backend,       MSGPACK",
        "karina,  secret2,                  backend,       CBOR",
        "anohni,  secret1,                  authenticator, JSON",
        "anohni,  secret1,                  authenticator, MSGPACK",
        "anohni,  secret1,                  authenticator, CBOR",
    })
    void theOthersJoinToo(String authid, String secret, String role, Serialization serialization) {
        try (Client client = client(authid, secret, serialization)) {
            assertThat(client.join().await(SOON).details().authrole()).isEqualTo(role);
        }
    }

    @Test
    void theStoredKeyOfASaltedSecretSignsAsWell() {
        try (RawPeer peer = example.peer()) {
            assertThat(peer.authenticate(BalloonExample.HELLO, "anohni", "prq7+YkJ1/KlW1X0YczMHw==")
                            .type())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ingemar, wrong,  wamp.error.not_authorized,  ",
        "eve,     123456, com.example.no_such_user,   could not authenticate session - no such user eve",
    })
    void whoDoesNotBelongIsRefused(String authid, String secret, String uri, String message) {
        try (Client client = client(authid, secret, Serialization.JSON)) {
            assertThatThrownBy(() -> client.join().await(SOON)).satisfies(failure -> {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                assertThat(cause)
                        .isInstanceOfSatisfying(
                                JoinRefused.class,
                                refused -> assertThat(refused.uri()).isEqualTo(uri));
                if (message != null) {
                    assertThat(cause).hasMessageContaining(message);
                }
            });
        }
    }

    @Test
    void anAnonymousClientGetsTheEventsOfTheBalloon() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(2);
        try (Client client = Client.builder()
                .url(example.webSocket().toString())
                .realm("realm1")
                .build()) {
            Session session = client.join().await(SOON);
            session.subscribe("com.balloon.data", event -> {
                        if (event.kwargs().containsKey("altitude")
                                && event.kwargs().containsKey("radiation")) {
                            heard.countDown();
                        }
                    })
                    .await(SOON);
            assertThat(heard.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private Client client(String authid, String secret, Serialization serialization) {
        return Client.builder()
                .url(example.webSocket().toString())
                .realm("realm1")
                .authentication(Authentications.wampCra(authid, secret))
                .serializations(serialization)
                .build();
    }
}
