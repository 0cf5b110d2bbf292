package io.aerostat.store;

import io.aerostat.router.history.EventPage;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;

/**
 * Finds the events of a log that one query asks for; reads the records one after another, and does not keep them in
 * memory. Each query has its own search. Used on the reader's thread only.
 */
final class HistorySearch {
    /**
     * The largest total size of the records in one answer, in bytes. A client gets the other records by further
     * queries.
     */
    private static final long MOST_BYTES = 4L << 20;

    private final MVMap<Long, byte[]> map;
    private final EventQuery query;
    private long first;
    private long last;

    HistorySearch(MVMap<Long, byte[]> map, int limit, EventQuery query) {
        this.map = map;
        this.query = query;
        Long newest = map.lastKey();
        Long oldest = map.firstKey();
        this.last = newest == null ? 0 : newest;
        this.first = oldest == null ? 1 : Math.max(oldest, last - limit + 1);
    }

    EventPage run(Predicate<StoredEvent> visible) {
        limitByPublications();
        if (first > last) {
            return EventPage.EMPTY;
        }
        List<StoredEvent> found = new ArrayList<>();
        long bytes = 0;
        EventCursor cursor =
                query.reverse() ? new EventCursor(map, last, first, true) : new EventCursor(map, first, last, false);
        while (cursor.next()) {
            StoredEvent event = cursor.event();
            if (query.isWanted(event) && visible.test(event)) {
                bytes += cursor.bytes();
                if ((query.limit() != 0 && found.size() == query.limit()) || bytes > MOST_BYTES) {
                    return new EventPage(found, true);
                }
                found.add(event);
            }
        }
        return new EventPage(found, false);
    }

    /**
     * Narrows the range to the publications that the query names. If the log does not have one of them, nothing is
     * found (HIS-8).
     */
    private void limitByPublications() {
        long begin = first;
        long end = last;
        if (query.fromPublication() != 0) {
            begin = Math.max(begin, orBehind(find(query.fromPublication())));
        }
        if (query.afterPublication() != 0) {
            begin = Math.max(begin, orBehind(find(query.afterPublication())) + 1);
        }
        if (query.beforePublication() != 0) {
            end = Math.min(end, find(query.beforePublication()) - 1);
        }
        if (query.untilPublication() != 0) {
            end = Math.min(end, find(query.untilPublication()));
        }
        first = begin;
        last = end;
    }

    private long orBehind(long number) {
        return number == 0 ? last + 1 : number;
    }

    /**
     * Returns the number of a publication in the log, or 0. The search begins with the newest publications, because
     * clients usually ask for them.
     */
    private long find(long publication) {
        if (first > last) {
            return 0;
        }
        EventCursor cursor = new EventCursor(map, last, first, true);
        while (cursor.next()) {
            if (cursor.head().publication() == publication) {
                return cursor.number();
            }
        }
        return 0;
    }
}
