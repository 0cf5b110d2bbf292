package io.aerostat.router.broker.publication;

import io.aerostat.router.peer.Peer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of one topic. Immutable.
 *
 * @param events the events, newest first; an event for everyone is always the last, because it replaces all older
 *     events (RET-3)
 */
record RetainedTopic(List<RetainedEvent> events) {
    static final RetainedTopic EMPTY = new RetainedTopic(List.of());

    /** Returns a copy with one more event, which replaces an older event for the same audience. */
    RetainedTopic with(RetainedEvent event, int maxRestricted) {
        if (event.isGeneral()) {
            return new RetainedTopic(List.of(event));
        }
        List<RetainedEvent> changed = new ArrayList<>();
        changed.add(event);
        for (RetainedEvent old : events) {
            boolean isReplaced =
                    old.publication().audience().equals(event.publication().audience());
            if (old.isGeneral() || (!isReplaced && changed.size() < maxRestricted)) {
                changed.add(old);
            }
        }
        return new RetainedTopic(List.copyOf(changed));
    }

    /** Returns a copy without the events from before {@code oldest}, or this object if there are no such events. */
    RetainedTopic without(Instant oldest) {
        List<RetainedEvent> left =
                events.stream().filter(event -> !event.since().isBefore(oldest)).toList();
        return left.size() == events.size() ? this : new RetainedTopic(left);
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

    long bytes() {
        long bytes = 0;
        for (RetainedEvent event : events) {
            bytes += event.bytes();
        }
        return bytes;
    }
}
