package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.history.TopicSelection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how a node receives the retained events of another node if its own store is slower than the link. */
class SlowStoreTest {
    private static final int EVENTS = 50;

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final SlowStore store = new SlowStore();
    private TestNode b = a;

    @AfterEach
    void close() {
        b.close();
        a.close();
        fabric.close();
    }

    /** Takes changes, and keeps them waiting until the test ends the wait. */
    private static final class SlowStore implements EventStore, RetainedLog {
        private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

        private void conclude(Consumer<CompletableFuture<Void>> outcome) {
            for (CompletableFuture<Void> each = waiting.poll(); each != null; each = waiting.poll()) {
                outcome.accept(each);
            }
        }

        @Override
        public EventLog open(String realm, HistoryRule rule) {
            return new MemoryEventStore().open(realm, rule);
        }

        @Override
        public Optional<RetainedLog> openRetained(String realm) {
            return Optional.of(this);
        }

        @Override
        public RetainedTotals totals() {
            return RetainedTotals.NONE;
        }

        @Override
        public CompletionStage<Void> change(String topic, int bytes, Change change) {
            CompletableFuture<Void> added = new CompletableFuture<>();
            waiting.add(added);
            return added;
        }

        @Override
        public CompletionStage<RetainedTopics> snapshot(TopicSelection selection, Runnable whenTaken) {
            return CompletableFuture.failedStage(new IllegalStateException("nothing is read in this test"));
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private void receiveAll() {
        TestClient publisher = a.client();
        for (int number = 0; number < EVENTS; number++) {
            publisher.publish("com.app.kept." + number, TestClient.retained(), "event");
        }
        publisher.result("wamp.session.count"); // after this answer, the events have been published
        b = new TestNode(
                fabric, "b", options -> options.withBroker(options.broker().withEventStore(store)));
        await().until(() -> store.waiting.size() == EVENTS);
    }

    @Test
    @Conformance("RET-1")
    void restoredEventsUseTheBudgetOfTheSenderUntilTheStoreHasThem() {
        receiveAll();
        assertThat(b.node.held).hasValueGreaterThan(EVENTS);

        store.conclude(each -> each.complete(null));

        assertThat(b.node.held).hasValue(0);
    }

    @Test
    @Conformance("RET-1")
    void eventsThatTheStoreCannotKeepAreReleased() {
        receiveAll();

        store.conclude(each -> each.completeExceptionally(new IllegalStateException("the disk is full")));

        assertThat(b.node.held).hasValue(0);
    }
}
