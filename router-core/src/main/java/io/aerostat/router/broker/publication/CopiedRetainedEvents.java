package io.aerostat.router.broker.publication;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.RetainedCopy;
import io.aerostat.router.history.RetainedRecord;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.time.RouterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of a realm in memory, with a copy outside the nodes. The node on which a change was made updates
 * the copy; other nodes only change their memory. Thread-safe.
 */
public final class CopiedRetainedEvents implements RetainedEvents {
    private final MemoryRetainedEvents events;
    private final RetainedCopy copy;

    private CopiedRetainedEvents(MemoryRetainedEvents events, RetainedCopy copy) {
        this.events = events;
        this.copy = copy;
    }

    /** Begins to restore events from the copy, and to copy changes. */
    public static CopiedRetainedEvents start(
            String realm, MemoryRetainedEvents events, RetainedCopy copy, RouterClock clock) {
        copy.start(new Original(events, new RetainedForm(realm), clock));
        return new CopiedRetainedEvents(events, copy);
    }

    private record Original(MemoryRetainedEvents events, RetainedForm form, RouterClock clock)
            implements RetainedCopy.Original {
        /** Returns how far the steady clock is ahead of the machine's clock. */
        private Duration steadyOffset() {
            return Duration.between(clock.now(), clock.steadyNow());
        }

        @Override
        public List<String> topics() {
            return events.topics();
        }

        @Override
        public List<RetainedRecord> events(String topic) {
            Duration offset = steadyOffset();
            return events.eventsOf(topic).stream()
                    .map(each -> form.record(each.publication(), each.since().minus(offset)))
                    .toList();
        }

        @Override
        public void restore(RetainedRecord record) {
            RetainedEvent event = form.event(record);
            events.store(event.publication(), event.since().plus(steadyOffset()));
        }
    }

    @Override
    public void update(BrokerLimits newLimits, Duration newTtl) {
        events.update(newLimits, newTtl);
    }

    @Override
    public @Nullable Retention store(Publication publication, Instant since) {
        Retention stored = events.store(publication, since);
        boolean isOfAnotherNode = publication.retainedAt() != 0;
        return stored == null || isOfAnotherNode ? stored : copied(stored);
    }

    /**
     * Also updates the copy, which may lack the event: perhaps this node had no copy before, or could not write to it.
     */
    @Override
    public @Nullable Retention restore(Publication publication, Instant since) {
        Retention stored = events.store(publication, since);
        if (stored != null) {
            copy.changed(publication.topic());
        }
        return stored;
    }

    @Override
    public Retention remove(Publication publication, Instant since) {
        Retention removed = events.remove(publication, since);
        return publication.retainedAt() != 0 ? removed : copied(removed);
    }

    private Retention copied(Retention change) {
        return new Retention(
                change.publication(), copy.changed(change.publication().topic()));
    }

    @Override
    public Refusal reachedLimit() {
        return events.reachedLimit();
    }

    @Override
    public @Nullable Collected collect(String uri, MatchPolicy match, Peer subscriber, Instant now) {
        return events.collect(uri, match, subscriber, now);
    }

    @Override
    public CompletionStage<Stored> collectStored(String uri, MatchPolicy match, Peer subscriber) {
        return events.collectStored(uri, match, subscriber);
    }

    @Override
    public boolean holds(String topic, Instant now) {
        return events.holds(topic, now);
    }

    @Override
    public CompletionStage<Integer> purge(String uri, MatchPolicy match, Consumer<String> removed) {
        return events.purge(uri, match, topic -> gone(topic, removed));
    }

    @Override
    public void expire(Instant now, Consumer<String> removed) {
        events.expire(now, topic -> gone(topic, removed));
    }

    private void gone(String topic, Consumer<String> removed) {
        copy.changed(topic);
        removed.accept(topic);
    }

    @Override
    public Digest digest() {
        return events.digest();
    }

    @Override
    public CompletionStage<RetainedPages> all() {
        return events.all();
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public void close() {
        copy.close();
    }
}
