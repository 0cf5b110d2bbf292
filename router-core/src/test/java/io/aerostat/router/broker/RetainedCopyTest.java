package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventStore;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.MemoryEventStore;
import io.aerostat.router.history.RetainedCopy;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.router.realm.BrokerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Tests retained events in memory with a copy that has one event at the start, and then does not answer. */
class RetainedCopyTest {
    private static final String TOPIC = "com.app.topic";
    private static final Duration TTL = Duration.ofMinutes(5);

    private final CompletableFuture<RetainedCopy.Original> original = new CompletableFuture<>();
    private final TestBroker realm =
            new TestBroker(BrokerOptions.DEFAULT.withRetainedTtl(TTL).withEventStore(new CopyingStore()));

    private final class CopyingStore implements EventStore {
        @Override
        public EventLog open(String name, HistoryRule rule) {
            return new MemoryEventStore().open(name, rule);
        }

        @Override
        public Optional<RetainedCopy> openRetainedCopy(String name) {
            return Optional.of(new SilentCopy());
        }
    }

    private final class SilentCopy implements RetainedCopy {
        @Override
        public void start(Original events) {
            original.complete(events);
        }

        @Override
        public CompletionStage<Void> changed(String topic) {
            return CompletableFuture.failedStage(new IllegalStateException("the copy does not answer"));
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static RetainedRecord record(Instant timestamp) {
        EventDetails details = new EventDetails(null, 0, null, null, -1, false, false, Passthru.NONE);
        StoredEvent event = new StoredEvent(timestamp, 7, TOPIC, details, Audience.EVERYONE, Payload.EMPTY);
        return new RetainedRecord(event, 1, "ann", "user", true, null, timestamp.toEpochMilli());
    }

    @Conformance({"RET-6", "SBM-2"})
    @Test
    void aSubscriptionThatWasKeptForARemovedEventEnds() {
        BrokerClient publisher = realm.join();
        publisher.publish(TOPIC, Options.NONE.retained().build());
        BrokerClient client = realm.join();
        client.unsubscribe(client.subscribe(TOPIC));
        assertThat(realm.broker.directory().all()).hasSize(1);

        publisher.publish(TOPIC, Options.NONE.build().removingRetained());
        realm.settle();

        assertThat(realm.broker.directory().all()).isEmpty();
    }

    @Conformance("RET-6")
    @Test
    void anEventOfTheCopyExpiresAlthoughNoOtherEventIsRetained() {
        original.join().restore(record(realm.now()));
        realm.join();
        assertThat(realm.broker.retained().size()).isEqualTo(1);

        realm.pass(TTL.plusMillis(1));
        realm.runScheduled();

        assertThat(realm.broker.retained().size()).isZero();
    }
}
