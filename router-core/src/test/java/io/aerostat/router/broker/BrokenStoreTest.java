package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.RetainedTopics;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.history.TopicSelection;
import io.aerostat.router.realm.BrokerOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Tests subscribers whose past events cannot be read. */
class BrokenStoreTest {
    private static final String TOPIC = "com.app.log";

    private static final List<RetainedRecord> PRESENT = List.of();

    private static final RetainedTotals FULL = new RetainedTotals(1L << 40, 0, 0, 0);

    private Runnable taken = () -> {};
    private List<RetainedRecord> changed = PRESENT;
    private final CompletableFuture<EventRange> range = new CompletableFuture<>();
    private final CompletableFuture<RetainedTopics> snapshot = new CompletableFuture<>();
    private final TestBroker realm = new TestBroker(BrokerOptions.DEFAULT
            .withHistory(List.of(new HistoryRule(TOPIC, MatchPolicy.EXACT, 3)))
            .withEventStore(new BrokenStore()));
    private final BrokerClient publisher = realm.join();
    private final BrokerClient client = realm.join();

    private final class BrokenStore implements EventStore {
        @Override
        public EventLog open(String name, HistoryRule rule) {
            return new BrokenLog();
        }

        @Override
        public Optional<RetainedLog> openRetained(String name) {
            return Optional.of(new BrokenRetainedLog());
        }
    }

    private final class BrokenLog implements EventLog {
        @Override
        public CompletionStage<Void> append(long number, StoredEvent event) {
            return DONE;
        }

        @Override
        public CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible) {
            return CompletableFuture.completedFuture(EventPage.EMPTY);
        }

        @Override
        public CompletionStage<Long> find(long publication) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletionStage<EventRange> range(long from, long to) {
            return range;
        }
    }

    private final class BrokenRetainedLog implements RetainedLog {
        @Override
        public RetainedTotals totals() {
            return RetainedTotals.NONE;
        }

        @Override
        public CompletionStage<Void> change(String topic, int bytes, Change change) {
            try {
                changed = change.apply(PRESENT, FULL);
            } catch (RuntimeException e) {
                return CompletableFuture.failedStage(e);
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<RetainedTopics> snapshot(TopicSelection selection, Runnable whenTaken) {
            taken = whenTaken;
            return snapshot;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    @Test
    void aReplayThatFailsLateDoesNotEndALaterSubscription() {
        publisher.publish(TOPIC);
        long first = client.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, false, null, 0L));
        client.unsubscribe(first);
        client.subscribe(TOPIC);
        client.forget();

        range.completeExceptionally(new IllegalStateException("the disk is broken"));
        realm.settle();
        publisher.publish(TOPIC);

        assertThat(client.received(Unsubscribed.class)).isEmpty();
        assertThat(client.events()).hasSize(1);
    }

    @Test
    void aSubscriberIsToldThatRetainedEventsCannotBeRead() {
        long subscription = client.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, true, null));

        snapshot.completeExceptionally(new IllegalStateException("the disk is broken"));
        realm.settle();

        assertThat(client.received(Unsubscribed.class))
                .containsExactly(new Unsubscribed(0, new Revocation(subscription, ErrorUris.HISTORY_UNAVAILABLE)));
    }

    @Test
    void aSubscriberThatJoinsGetsAnEventThatALimitKeepsFromBeingRetained() {
        client.subscribe(TOPIC, new SubscribeOptions(MatchPolicy.EXACT, true, null));
        publisher.publish(TOPIC, Options.NONE.retained().build());

        taken.run();
        snapshot.complete(new RetainedTopics() {
            @Override
            public CompletionStage<List<Topic>> next() {
                return CompletableFuture.completedFuture(List.of());
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        });
        realm.settle();

        assertThat(client.events()).hasSize(1);
        assertThat(realm.broker.statistics().refusedPublications()).isEqualTo(1);
    }

    @Test
    void aRemovalThatFindsNoOlderEventDoesNotMakeTheStoreWrite() {
        publisher.publish(TOPIC, Options.NONE.build().removingRetained());

        assertThat(changed).isSameAs(PRESENT);
    }
}
