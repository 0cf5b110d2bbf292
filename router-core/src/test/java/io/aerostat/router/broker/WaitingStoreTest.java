package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.history.TopicSelection;
import io.aerostat.router.realm.BrokerOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Tests retained events in a store whose tasks wait until the test runs them. */
class WaitingStoreTest {
    private static final String TOPIC = "com.app.topic";

    private final WaitingStore store = new WaitingStore();
    private TestBroker realm = new TestBroker(BrokerOptions.DEFAULT.withEventStore(store));
    private BrokerClient publisher = realm.join();

    private static final class WaitingStore implements EventStore, RetainedLog {
        private final NavigableMap<String, List<RetainedRecord>> topics = new TreeMap<>();
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<CompletableFuture<Void>> changes = new ArrayList<>();
        private int snapshots;
        private RetainedTotals totals = RetainedTotals.NONE;

        void runOne() {
            tasks.remove().run();
        }

        void runAll() {
            while (!tasks.isEmpty()) {
                runOne();
            }
        }

        List<Long> publications() {
            return topics.values().stream()
                    .flatMap(List::stream)
                    .map(each -> each.event().publication())
                    .toList();
        }

        @Override
        public EventLog open(String name, HistoryRule rule) {
            return new MemoryEventStore().open(name, rule);
        }

        @Override
        public Optional<RetainedLog> openRetained(String name) {
            return Optional.of(this);
        }

        @Override
        public RetainedTotals totals() {
            return totals;
        }

        @Override
        public CompletionStage<Void> change(String topic, int bytes, Change change) {
            CompletableFuture<Void> changed = new CompletableFuture<>();
            changes.add(changed);
            tasks.add(() -> {
                List<RetainedRecord> before = topics.getOrDefault(topic, List.of());
                List<RetainedRecord> after = change.apply(before, totals);
                totals = totals.replacing(before, after);
                if (after.isEmpty()) {
                    topics.remove(topic);
                } else {
                    topics.put(topic, after);
                }
                changed.complete(null);
            });
            return changed;
        }

        @Override
        public CompletionStage<RetainedTopics> snapshot(TopicSelection selection, Runnable whenTaken) {
            snapshots++;
            CompletableFuture<RetainedTopics> taken = new CompletableFuture<>();
            tasks.add(() -> {
                whenTaken.run();
                List<RetainedTopics.Topic> all = new ArrayList<>();
                topics.forEach((name, events) -> all.add(new RetainedTopics.Topic(name, events)));
                taken.complete(new OnePage(all));
            });
            return taken;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class OnePage implements RetainedTopics {
        private List<Topic> topics;

        OnePage(List<Topic> topics) {
            this.topics = topics;
        }

        @Override
        public CompletionStage<List<Topic>> next() {
            List<Topic> page = topics;
            topics = List.of();
            return CompletableFuture.completedFuture(page);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private void use(Duration ttl) {
        realm = new TestBroker(BrokerOptions.DEFAULT.withRetainedTtl(ttl).withEventStore(store));
        store.runAll();
        publisher = realm.join();
    }

    private void retain() {
        publisher.publish(TOPIC, Options.NONE.retained().build());
    }

    @Test
    @Conformance("RET-1")
    void aRemovalThatWaitsDoesNotRemoveALaterEvent() {
        retain();
        store.runAll();
        long earlier = store.publications().get(0);
        publisher.publish(TOPIC, Options.NONE.build().removingRetained());
        retain();

        store.runAll();

        assertThat(store.publications()).hasSize(1).doesNotContain(earlier);
    }

    @Test
    @Conformance("RET-6")
    void aPurgeThatWaitsDoesNotRemoveALaterEvent() {
        for (MatchPolicy match : List.of(MatchPolicy.EXACT, MatchPolicy.PREFIX)) {
            retain();
            store.runAll();
            long earlier = store.publications().get(0);
            CompletableFuture<Integer> purged =
                    realm.broker.retained().purge(TOPIC, match).toCompletableFuture();
            retain();
            if (match == MatchPolicy.PREFIX) {
                store.runOne(); // the snapshot
                assertThat(store.tasks).as("the event, then the removal").hasSize(2);
            }

            store.runAll();

            assertThat(store.publications()).as("%s", match).hasSize(1).doesNotContain(earlier);
            assertThat(purged).isCompleted();
        }
    }

    @Test
    void anExpiryThatWaitsDoesNotRemoveALaterEvent() {
        use(Duration.ofMinutes(5));
        retain();
        store.runAll();
        long earlier = store.publications().get(0);
        realm.pass(Duration.ofMinutes(6));
        realm.runScheduled();
        retain();

        store.runAll();

        assertThat(store.publications()).hasSize(1).doesNotContain(earlier);
    }

    @Test
    void eventsThatNeverExpireNeedNoTask() {
        retain();
        CompletableFuture<Void> kept = store.changes.get(0);
        assertThat(kept.getNumberOfDependents()).as("the report of a failure").isEqualTo(1);
        store.runAll();
        realm.settle();
        realm.join();

        assertThat(publisher.loop.scheduled()).isZero();
        assertThat(store.snapshots).isZero();
    }

    @Test
    void theExpiryOfEventsIsPlannedOnce() {
        use(Duration.ofMinutes(5));
        int before = store.snapshots; // the removal at the start
        retain();
        retain();
        store.runAll();

        assertThat(publisher.loop.scheduled()).isEqualTo(1);

        realm.runScheduled();
        store.runAll();
        assertThat(store.snapshots).isEqualTo(before + 1);
    }
}
