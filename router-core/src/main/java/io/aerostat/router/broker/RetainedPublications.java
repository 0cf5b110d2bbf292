package io.aerostat.router.broker;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.broker.publication.Publication;
import io.aerostat.router.broker.publication.RetainedEvent;
import io.aerostat.router.broker.publication.RetainedEvents;
import io.aerostat.router.broker.publication.RetainedPages;
import io.aerostat.router.broker.publication.Retention;
import io.aerostat.router.broker.subscription.SubscriptionTable;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.time.RouterClock;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of a realm. Removes events that are too old, and deletes the subscription of a topic that has no
 * retained events left and no subscribers. Any thread.
 */
public final class RetainedPublications {
    private final RetainedEvents events;
    private final SubscriptionTable subscriptions;
    private final BrokerCounters counters;
    private final RouterClock clock;
    private final AtomicBoolean expiryIsPlanned = new AtomicBoolean();
    private volatile Duration ttl;

    RetainedPublications(
            RetainedEvents events,
            SubscriptionTable subscriptions,
            BrokerCounters counters,
            RouterClock clock,
            Duration ttl) {
        this.events = events;
        this.subscriptions = subscriptions;
        this.counters = counters;
        this.clock = clock;
        this.ttl = ttl;
    }

    void update(BrokerOptions options) {
        ttl = options.retainedTtl();
        events.update(options.limits(), options.retainedTtl());
    }

    /** Returns the number of retained events. */
    public int size() {
        return events.size();
    }

    /**
     * Removes the retained events of all matching topics (RET-6).
     *
     * @return the number of topics whose events were removed; fails if the store cannot remove them
     */
    public CompletionStage<Integer> purge(String uri, MatchPolicy match) {
        return events.purge(uri, match, subscriptions::removeIfUnused);
    }

    /**
     * Stores a publication for later subscribers. Returns null if a limit is reached. Called on the publisher's loop.
     */
    @Nullable
    Retention retain(Publication publication, EventExecutor loop) {
        Retention kept = events.store(publication, clock.steadyNow());
        if (kept == null && !ttl.isZero()) {
            expire();
            kept = events.store(publication, clock.steadyNow());
        }
        if (kept != null) {
            planExpiry(kept, loop);
        }
        return kept;
    }

    /**
     * Removes the retained events that precede a publication. Returns the publication with its place in the order of
     * retained events.
     */
    Retention remove(Publication publication) {
        Retention removal = events.remove(publication, clock.steadyNow());
        // Do this after a failure, too: the events in memory are gone, even if a copy still has them.
        removal.kept().whenComplete((none, failure) -> subscriptions.removeIfUnused(publication.topic()));
        return removal;
    }

    /**
     * Retains an event that another node has retained, for later subscribers only. Any thread.
     *
     * @param age how long ago the event was published
     * @param loop removes the event when it is too old
     * @return completes when the store has the event, or has failed to keep it
     */
    public CompletionStage<Void> restore(Publication publication, Duration age, EventExecutor loop) {
        Retention kept = events.restore(publication, clock.steadyNow().minus(age));
        if (kept == null) {
            counters.countRefusedPublication();
            return EventLog.DONE;
        }
        UnkeptPublications.watch(kept.kept(), publication.id());
        planExpiry(kept, loop);
        return kept.kept().exceptionally(failure -> null); // reported already
    }

    /** Returns a digest with which two nodes can compare their retained events. */
    public RetainedEvents.Digest digest() {
        return events.digest();
    }

    /** Returns all retained events. */
    public CompletionStage<RetainedPages> all() {
        return events.all();
    }

    /** Returns how long ago an event was retained, as far as this node knows. */
    public Duration ageOf(RetainedEvent event) {
        Duration age = Duration.between(event.since(), clock.steadyNow());
        return age.isNegative() ? Duration.ZERO : age;
    }

    Refusal reachedLimit() {
        return events.reachedLimit();
    }

    RetainedEvents.@Nullable Collected collect(String uri, MatchPolicy match, Peer subscriber) {
        return events.collect(uri, match, subscriber, clock.steadyNow());
    }

    CompletionStage<RetainedEvents.Stored> collectStored(String uri, MatchPolicy match, Peer subscriber) {
        return events.collectStored(uri, match, subscriber);
    }

    /** Schedules the removal once the event is stored, because an earlier removal would not find the event. */
    private void planExpiry(Retention kept, EventExecutor loop) {
        if (!ttl.isZero()) {
            kept.kept().whenComplete((none, failure) -> planExpiry(loop));
        }
    }

    /**
     * Schedules the removal of events that are too old, unless it is scheduled already. Also called when a session
     * joins, because a store may have events from before the start of the router. Any thread.
     */
    void planExpiry(EventExecutor loop) {
        Duration time = ttl;
        if (time.isZero() || !expiryIsPlanned.compareAndSet(false, true)) {
            return;
        }
        try {
            loop.schedule(
                    () -> {
                        expiryIsPlanned.set(false);
                        expire();
                        if (events.size() > 0) {
                            planExpiry(loop);
                        }
                    },
                    time.toMillis() + 1,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The loop is ending. The next retained event schedules the removal on another loop.
            expiryIsPlanned.set(false);
        }
    }

    private void expire() {
        Instant now = clock.steadyNow();
        events.expire(now, subscriptions::removeIfUnused);
    }

    void close() {
        events.close();
    }
}
