package io.aerostat.balloon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.auth.Authentication;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.component.ComponentContext;
import io.aerostat.protocol.message.Challenge;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalloonTest {

    private static final ComponentContext CONTEXT = new ComponentContext(
            "component001", "realm1", Map.of("authid", "karina", "secret", "secret2", "interval", 0.05));

    private final Balloon balloon = new Balloon(CONTEXT);
    private final FakeSession session = new FakeSession();

    @Test
    void joinsAsKarinaWithWampCra() throws Exception {
        JoinRequest request = balloon.onConnect(CONTEXT, JoinRequest.of("realm1"));
        assertThat(request.authid()).contains("karina");
        assertThat(request.authentications()).extracting(Authentication::method).containsExactly("wampcra");
        Challenge challenge = new Challenge("wampcra", Map.of("challenge", "{\"nonce\": \"abc\"}"));
        assertThat(balloon.onChallenge(CONTEXT, challenge)
                        .toCompletableFuture()
                        .join()
                        .signature())
                .isEqualTo("sJkM4FnzLe8g/9aLrdsMLw2fZMJ6D/np4xSmEg5DTvc=");
    }

    @Test
    void triesForbiddenRequestsAndPublishesItsReadings() throws Exception {
        assertThat(balloon.onJoin(session).toCompletableFuture()).isCompleted();
        assertThat(session.denied).containsExactly("com.example.oncounter", "com.foobar.topic2");
        await().atMost(Duration.ofMinutes(1)).until(() -> session.published.size() >= 3);
        balloon.onLeave(session, new CloseReason("wamp.close.normal", "", false));
        Publication reading = session.published.get(0);
        assertThat(reading.topic()).isEqualTo("com.balloon.data");
        assertThat(reading.args()).isEmpty();
        assertThat(reading.kwargs()).containsEntry("phase", "ascending").containsKeys("time", "altitude");
    }

    @Test
    void poppedItFallsAndAnswersWithTheSum() throws Exception {
        assertThat(balloon.pop(56L, 18L)).isEqualTo(74L);
        balloon.onJoin(session);
        await().atMost(Duration.ofMinutes(1)).until(() -> !session.published.isEmpty());
        balloon.onLeave(session, new CloseReason("wamp.close.normal", "", false));
        assertThat(session.published.get(0).kwargs().get("phase")).isIn("falling", "landed");
        assertThat(balloon.pop(56L, 18L)).as("popped twice").isEqualTo(74L);
    }

    @Test
    void integersStayIntegers() {
        assertThat(Sum.of(1L, 2L)).isEqualTo(3L);
        assertThat(Sum.of(1L, 0.5)).isEqualTo(1.5);
        assertThat(Sum.of(Long.MAX_VALUE, 1L)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> BalloonOptions.of(Map.of("authid", "karina")))
                .hasMessage("extra.secret: missing (expected the balloon's secret)");
        assertThatThrownBy(() -> BalloonOptions.of(Map.of("secret", "s", "flight", Map.of("pace", "fast"))))
                .hasMessageContaining("extra.flight.pace");
        assertThat(BalloonOptions.of(Map.of("secret", "s", "flight", Map.of("pace", 1L)))
                        .plan()
                        .pace())
                .isEqualTo(1);
        assertThat(BalloonOptions.of(Map.of("secret", "s", "flight", Map.of("pace", 1L)))
                        .plan()
                        .launchTime())
                .as("in real time the time of day is real, too")
                .isEmpty();
        assertThatThrownBy(() -> BalloonOptions.of(Map.of("secret", "s", "flight", Map.of("launch_time", "noon"))))
                .hasMessageContaining("extra.flight.launch_time: found noon");
        assertThat(Optional.of(BalloonOptions.of(Map.of("secret", "hush"))).toString())
                .doesNotContain("hush");
    }
}
