package io.aerostat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.test.TestRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests retained events of a realm whose store is a file. */
class RetainedInFileTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String TOPIC = "com.app.weather";

    @TempDir
    Path folder;

    private TestRouter router;

    private void start() {
        router = StoredRealm.start(folder);
    }

    private void restart() {
        router.close();
        start();
    }

    @AfterEach
    void close() {
        router.close();
    }

    private static void retain(Session session, String topic, Object value) {
        session.publishAcknowledged(Publication.of(topic).args(value).retained())
                .await(DEADLINE);
    }

    /** Returns the retained events that a new subscriber gets before a live event. */
    private List<String> retained(TopicFilter filter) {
        return retained(filter, router.join());
    }

    private List<String> retained(TopicFilter filter, Session subscriber) {
        Queue<Event> events = new ConcurrentLinkedQueue<>();
        subscriber.subscribe(filter.withRetained(), events::add).await(DEADLINE);
        String live = filter.topic().replace("..", ".last.") + (filter.match() == MatchPolicy.PREFIX ? "last" : "");
        Session publisher = router.join();
        await().atMost(DEADLINE).until(() -> {
            publisher.publish(Publication.of(live).args("live"));
            return events.stream().anyMatch(event -> !event.retained());
        });
        return events.stream()
                .takeWhile(Event::retained)
                .map(event -> event.topic() + "=" + event.arg(0, String.class))
                .toList();
    }

    @Test
    @Conformance({"P25", "RET-1", "RET-2"})
    void aRetainedEventIsThereAfterARestart() {
        start();
        retain(router.join(), TOPIC, "cloudy");
        retain(router.join(), TOPIC, "sunny");
        assertThat(retained(TopicFilter.of(TOPIC))).containsExactly(TOPIC + "=sunny");

        restart();

        assertThat(retained(TopicFilter.of(TOPIC))).containsExactly(TOPIC + "=sunny");
        assertThat(retained(TopicFilter.of("com.app.other"))).isEmpty();
    }

    @Test
    @Conformance({"RET-4", "RET-6"})
    void patternsFindRetainedEventsAndPurgedOnesDoNotReturn() {
        start();
        Session session = router.join();
        for (int i = 0; i < 400; i++) {
            retain(session, "com.app.t%03d.on".formatted(i), "x" + i);
        }
        retain(session, "com.apple", "no");
        restart();

        assertThat(retained(TopicFilter.prefix("com.app.")))
                .hasSize(400)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(retained(TopicFilter.wildcard("com.app..on"))).hasSize(400);
        assertThat(MetaApi.of(router.join("trusted"))
                        .subscriptions()
                        .purgeRetained("com.app.", MatchPolicy.PREFIX)
                        .await(DEADLINE))
                .isEqualTo(400);
        restart();

        assertThat(retained(TopicFilter.prefix("com."))).containsExactly("com.apple=no");
    }

    @Test
    @Conformance({"RET-3", "RET-5"})
    void theAudienceOfARetainedEventSurvives() {
        start();
        Session session = router.join();
        retain(session, TOPIC, "for all");
        session.publishAcknowledged(
                        Publication.of(TOPIC).args("for admins").retained().eligibleAuthids(List.of("admin")))
                .await(DEADLINE);
        restart();

        assertThat(retained(TopicFilter.of(TOPIC), router.join("anonymous", "admin")))
                .containsExactly(TOPIC + "=for admins");
        assertThat(retained(TopicFilter.of(TOPIC), router.join("anonymous", "joe")))
                .containsExactly(TOPIC + "=for all");
    }

    @Test
    void aLimitIsTheAnswerToOneEventTooMany() {
        BrokerLimits limits = new BrokerLimits(10, 2, 1000, 2, 2, 100);
        router = StoredRealm.start(folder, options -> options.withLimits(limits));
        Session session = router.join();
        retain(session, "com.app.one", "1");
        retain(session, "com.app.two", "2");

        assertThatThrownBy(() -> retain(session, "com.app.three", "3"))
                .hasMessageContaining("wamp.error.limit_exceeded")
                .hasMessageContaining("retained_events");
        retain(session, "com.app.two", "4");

        assertThat(retained(TopicFilter.prefix("com.app."))).containsExactly("com.app.one=1", "com.app.two=4");
    }

    @Test
    @Conformance("RET-6")
    void eventsThatAreTooOldAreNotFoundAndRemoved() {
        start();
        retain(router.join(), TOPIC, "old");
        router.close();
        router = StoredRealm.start(folder, options -> options.withRetainedTtl(Duration.ofMillis(1)));

        assertThat(retained(TopicFilter.of(TOPIC))).isEmpty();
        // The next retained event plans the removal of old ones.
        retain(router.join(), "com.app.other", "new");
        await().atMost(DEADLINE)
                .until(() -> router.router().realm("realm1").orElseThrow().retainedEvents() == 0);
    }

    @Test
    @Conformance("RET-6")
    void eventsThatBecameTooOldBeforeARestartDoNotCount() {
        start();
        retain(router.join(), TOPIC, "old");
        router.close();

        router = StoredRealm.start(folder, options -> options.withRetainedTtl(Duration.ofMillis(1)));

        await().atMost(DEADLINE)
                .until(() -> router.router().realm("realm1").orElseThrow().retainedEvents() == 0);
    }

    @Test
    @Conformance("ORD-2")
    void aSubscriberGetsEachEventOnceWhileAPublisherReplacesTheRetainedEvent() {
        start();
        Session publisher = router.join();
        for (int i = 0; i < 300; i++) {
            Queue<Event> events = new ConcurrentLinkedQueue<>();
            int first = i * 10;
            for (int k = 0; k < 5; k++) {
                publisher.publish(Publication.of(TOPIC).args(first + k).retained());
            }
            Session subscriber = router.join();
            subscriber.subscribe(TopicFilter.of(TOPIC).withRetained(), events::add);
            for (int k = 5; k < 10; k++) {
                publisher.publish(Publication.of(TOPIC).args(first + k).retained());
            }
            await().atMost(DEADLINE)
                    .until(() -> events.stream().anyMatch(event -> event.arg(0, Integer.class) == first + 9));
            List<Integer> numbers =
                    events.stream().map(event -> event.arg(0, Integer.class)).toList();
            assertThat(numbers).as("%s", events).isSorted().doesNotHaveDuplicates();
            assertThat(numbers.get(numbers.size() - 1) - numbers.get(0)).isEqualTo(numbers.size() - 1);
            subscriber.close();
        }
    }
}
