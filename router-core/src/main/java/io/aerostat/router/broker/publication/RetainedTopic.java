package io.aerostat.router.broker.publication;

import io.aerostat.protocol.option.Audience;
import io.aerostat.router.history.RetainedTotals;
import io.aerostat.router.peer.Peer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of one topic. Immutable.
 *
 * @param events the events, newest first; an event for everyone is always the last, because it replaces all older
 *     events (RET-3)
 */
record RetainedTopic(List<RetainedEvent> events) {
    static final RetainedTopic EMPTY = new RetainedTopic(List.of());

    /**
     * Returns a copy with one more event, which replaces an older event for the same audience. Returns this object if
     * the topic already has the event, or keeps newer events instead. The result does not depend on the order in which
     * a node receives the events.
     */
    RetainedTopic with(RetainedEvent event, int maxRestricted) {
        List<RetainedEvent> all = new ArrayList<>(events);
        int place = 0;
        while (place < all.size() && event.isOlderThan(all.get(place))) {
            place++;
        }
        if (place < all.size()
                && all.get(place).publication().id() == event.publication().id()) {
            return this;
        }
        all.add(place, event);
        List<RetainedEvent> kept = new ArrayList<>();
        Set<Audience> audiences = new HashSet<>();
        for (RetainedEvent each : all) {
            if (each.isGeneral()) {
                kept.add(each);
                break;
            }
            if (kept.size() < maxRestricted && audiences.add(each.publication().audience())) {
                kept.add(each);
            }
        }
        return kept.contains(event) ? new RetainedTopic(List.copyOf(kept)) : this;
    }

    /**
     * Returns a copy without the events that are older than {@code oldest}, or this object if it has no such events.
     */
    RetainedTopic without(Instant oldest) {
        List<RetainedEvent> left =
                events.stream().filter(event -> !event.since().isBefore(oldest)).toList();
        return left.size() == events.size() ? this : new RetainedTopic(left);
    }

    /** Returns a copy without the events that precede {@code other}. */
    RetainedTopic since(RetainedEvent other) {
        return new RetainedTopic(
                events.stream().filter(event -> !event.isOlderThan(other)).toList());
    }

    boolean isNewerThan(Instant oldest) {
        return !events.isEmpty() && !events.get(0).since().isBefore(oldest);
    }

    @Nullable
    RetainedEvent newestFor(Peer subscriber, Instant oldest) {
        for (RetainedEvent event : events) {
            if (!event.since().isBefore(oldest) && event.publication().admits(subscriber)) {
                return event;
            }
        }
        return null;
    }

    int size() {
        return events.size();
    }

    /** Returns a checksum over the events, which is the same on every node that keeps the same events. */
    long digest() {
        long sum = 0;
        for (RetainedEvent event : events) {
            sum += RetainedTotals.digest(event.publication().id());
        }
        return sum;
    }

    long bytes() {
        long bytes = 0;
        for (RetainedEvent event : events) {
            bytes += event.bytes();
        }
        return bytes;
    }
}
