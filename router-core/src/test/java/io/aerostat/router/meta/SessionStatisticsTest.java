package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.realm.OptionEffect;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.realm.RealmUpdate;
import io.aerostat.router.realm.SessionStatisticsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests {@code wamp.session.on_stats} of a running router. Messages in the process have no bytes. */
class SessionStatisticsTest {
    private final Router router = Router.builder()
            .eventLoops(2)
            .realm(realm(new SessionStatisticsOptions(512, 3, Duration.ZERO, true, true)))
            .start();

    private static RealmDefinition realm(SessionStatisticsOptions statistics) {
        return new RealmDefinition(
                "realm1",
                RealmOptions.DEFAULT.withStatistics(Optional.of(statistics)),
                List.of(Role.allowingAll("monitor"), Role.allowingAll("user")));
    }

    private LocalClient join(String role) throws InterruptedException {
        return new LocalClient(router.local(role, role), "realm1");
    }

    /** Returns the next event about a session. Skips those about others, such as the monitor itself. */
    private static List<?> event(LocalClient monitor, long session) throws InterruptedException {
        List<?> event = monitor.event();
        while (!Objects.equals(((Map<?, ?>) event.get(0)).get("session"), session)) {
            event = monitor.event();
        }
        return event;
    }

    private static Map<?, ?> report(LocalClient monitor, long session) throws InterruptedException {
        return (Map<?, ?>) event(monitor, session).get(1);
    }

    @AfterEach
    void stop() {
        router.close(Duration.ZERO).join();
    }

    @Test
    void joinTrafficAndEndOfASessionAreReported() throws Exception {
        LocalClient monitor = join("monitor");
        monitor.subscribe("wamp.session.on_stats", MatchPolicy.EXACT);
        LocalClient user = join("user");
        List<?> joined = event(monitor, user.id);
        for (int i = 0; i < 4; i++) {
            user.publish("com.example.topic", PublishOptions.NONE);
        }
        Map<?, ?> traffic = report(monitor, user.id);
        user.leave();
        Map<?, ?> left = report(monitor, user.id);

        assertThat(joined.get(0))
                .isEqualTo(Map.of("realm", "realm1", "session", user.id, "authid", "user", "authrole", "user"));
        assertThat(joined.get(1))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("serializer", "cbor")
                .containsEntry("cycle", 1L)
                .containsEntry("messages", 0L)
                .containsEntry("bytes", 0L)
                .containsEntry("rated_messages", 0L)
                .containsEntry("first", true)
                .containsEntry("last", false)
                .containsKeys("timestamp", "duration");
        assertThat(traffic.get("messages")).isEqualTo(3L);
        assertThat(traffic.get("rated_messages")).isEqualTo(3L);
        assertThat(traffic.get("first")).isEqualTo(false);
        assertThat(left.get("cycle")).isEqualTo(3L);
        assertThat(left.get("messages")).isEqualTo(2L); // PUBLISH and GOODBYE
        assertThat(left.get("last")).isEqualTo(true);
    }

    @Test
    void theNextMessageAfterADurationCausesAReport() throws Exception {
        router.realm("realm1")
                .orElseThrow()
                .update(realm(new SessionStatisticsOptions(512, 0, Duration.ofNanos(1), false, false)));
        LocalClient monitor = join("monitor");
        monitor.subscribe("wamp.session.on_stats", MatchPolicy.EXACT);
        LocalClient user = join("user");

        user.publish("com.example.topic", PublishOptions.NONE);

        Map<?, ?> report = report(monitor, user.id);
        assertThat(report.get("first")).isEqualTo(true);
        assertThat(report.get("messages")).isEqualTo(1L);
    }

    @Test
    void aChangeAppliesToNewSessions() {
        RealmUpdate update = router.realm("realm1")
                .orElseThrow()
                .update(realm(new SessionStatisticsOptions(1024, 3, Duration.ZERO, true, true)));

        assertThat(update.options()).isEqualTo(Map.of("statistics", OptionEffect.NEW_SESSIONS));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new SessionStatisticsOptions(0, 1, Duration.ZERO, true, true))
                .hasMessage("ratedMessageSize: found 0 (expected 1 or more)");
        assertThatThrownBy(() -> new SessionStatisticsOptions(512, -1, Duration.ZERO, true, true))
                .hasMessage("afterRatedMessages: found -1 (expected zero or more)");
        assertThatThrownBy(() -> new SessionStatisticsOptions(512, 1, Duration.ofSeconds(-1), true, true))
                .hasMessage("afterDuration: found PT-1S (expected zero or more)");
    }
}
