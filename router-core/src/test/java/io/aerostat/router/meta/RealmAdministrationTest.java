package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how the embedding program adds procedures to a realm and changes it. */
class RealmAdministrationTest {
    /** A log that answers later on a separate thread, as a log on a disk would. */
    private static final class SlowLog implements EventLog {
        final List<StoredEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<Void> append(long number, StoredEvent event) {
            events.add(event);
            return DONE;
        }

        @Override
        public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
            return CompletableFuture.supplyAsync(() -> query.select(List.copyOf(events), visible));
        }
    }

    private final Map<String, SlowLog> logs = new ConcurrentHashMap<>();
    private final Router router = Router.builder()
            .eventLoops(2)
            .realm(new RealmDefinition(
                    "realm1",
                    RealmOptions.DEFAULT.withBroker(BrokerOptions.DEFAULT
                            .withHistory(List.of(new HistoryRule("com.app.log", MatchPolicy.EXACT, 10)))
                            .withEventStore((realm, rule) ->
                                    logs.computeIfAbsent(realm + " " + rule.uri(), same -> new SlowLog()))),
                    List.of(new AllowingAll("user"))))
            .start();

    @AfterEach
    void stop() {
        // A deadline of zero, because the joined clients do not answer GOODBYE.
        router.close(Duration.ZERO).join();
    }

    private LocalClient join() throws InterruptedException {
        return new LocalClient(router.local("ann", "user"), "realm1");
    }

    @Conformance("HIS-7")
    @Test
    void anotherStoreReplacesTheOneInMemory() throws Exception {
        LocalClient publisher = join();
        publisher.publish("com.app.log", PublishOptions.NONE, "remember me");
        LocalClient asking = join();
        long subscription = (long)
                asking.call("wamp.subscription.lookup", "com.app.log").args().get(0);

        List<?> events =
                asking.call("wamp.subscription.get_events", subscription).args();

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(((Map<?, ?>) event).get("args")).isEqualTo(List.of("remember me")));
        assertThat(logs).containsOnlyKeys("realm1 com.app.log");
    }

    @Conformance("RET-6")
    @Test
    void retainedEventsCanBeRemoved() throws Exception {
        LocalClient publisher = join();
        PublishOptions retained = new PublishOptions(true, true, Audience.EVERYONE, false, true, null, Passthru.NONE);
        for (String topic : List.of("com.app.one", "com.app.two", "org.other")) {
            publisher.publish(topic, retained, topic);
            publisher.take(Published.class);
        }
        RealmAdministration realm = router.realm("realm1").orElseThrow();
        assertThat(realm.retainedEvents()).isEqualTo(3);

        assertThat(realm.purgeRetained("com.", MatchPolicy.PREFIX)).isEqualTo(2);

        assertThat(realm.retainedEvents()).isEqualTo(1);
        assertThat(realm.brokerStatistics().publications()).isEqualTo(3);
        assertThat(realm.sessions()).isEqualTo(1);
        assertThat(router.realm("elsewhere")).isEmpty();
    }
}
