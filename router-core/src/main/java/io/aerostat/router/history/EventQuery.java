package io.aerostat.router.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query for kept events. An event matches if it meets every condition of the query (HIS-1).
 *
 * @param reverse whether the newest event comes first
 * @param limit the largest number of events, counted in the order of the answer (HIS-8); 0 for all
 * @param fromPublication the first publication to return; 0 for no condition
 * @param afterPublication the publication directly before the first one to return; 0 for no condition
 * @param beforePublication the publication directly after the last one to return; 0 for no condition
 * @param untilPublication the last publication to return; 0 for no condition
 */
public record EventQuery(
        boolean reverse,
        int limit,
        @Nullable Instant fromTime,
        @Nullable Instant afterTime,
        @Nullable Instant beforeTime,
        @Nullable Instant untilTime,
        @Nullable String topic,
        long fromPublication,
        long afterPublication,
        long beforePublication,
        long untilPublication) {
    public static final EventQuery ALL = new EventQuery(false, 0, null, null, null, null, null, 0, 0, 0, 0);

    /** Returns a query for the newest events, newest first. */
    public static EventQuery newest(int limit) {
        return new EventQuery(true, limit, null, null, null, null, null, 0, 0, 0, 0);
    }

    public EventQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit: found " + limit + " (expected 0 or more)");
        }
    }

    /**
     * Selects the events of a log that match this query.
     *
     * @param log all events, in the order of their arrival
     * @param visible checks whether the session that queries may see an event
     */
    public EventPage select(List<StoredEvent> log, Predicate<StoredEvent> visible) {
        int first = 0;
        int last = log.size() - 1;
        // If a publication is not in the log, the events before or after it are unknown, so the answer is empty
        // (HIS-8).
        if (fromPublication != 0) {
            first = Math.max(first, orElse(indexOf(log, fromPublication), log.size()));
        }
        if (afterPublication != 0) {
            first = Math.max(first, orElse(indexOf(log, afterPublication), log.size()) + 1);
        }
        if (beforePublication != 0) {
            last = Math.min(last, indexOf(log, beforePublication) - 1);
        }
        if (untilPublication != 0) {
            last = Math.min(last, indexOf(log, untilPublication));
        }
        if (first > last) {
            return EventPage.EMPTY;
        }
        List<StoredEvent> ordered = new ArrayList<>(log.subList(first, last + 1));
        if (reverse) {
            Collections.reverse(ordered);
        }
        List<StoredEvent> found = new ArrayList<>();
        for (StoredEvent event : ordered) {
            if (isWanted(event) && visible.test(event)) {
                if (limit != 0 && found.size() == limit) {
                    return new EventPage(found, true);
                }
                found.add(event);
            }
        }
        return new EventPage(found, false);
    }

    /** Checks whether an event meets the conditions on time and topic. */
    public boolean isWanted(StoredEvent event) {
        Instant time = event.timestamp();
        return (fromTime == null || !time.isBefore(fromTime))
                && (afterTime == null || time.isAfter(afterTime))
                && (beforeTime == null || time.isBefore(beforeTime))
                && (untilTime == null || !time.isAfter(untilTime))
                && (topic == null || topic.equals(event.topic()));
    }

    private static int indexOf(List<StoredEvent> log, long publication) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).publication() == publication) {
                return i;
            }
        }
        return -1;
    }

    private static int orElse(int index, int absent) {
        return index < 0 ? absent : index;
    }
}
