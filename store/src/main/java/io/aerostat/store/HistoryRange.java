package io.aerostat.store;

import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventRange;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.store.record.EventRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;

/** Reads the records of a log for a replay. Each read has its own range. Used on the reader's thread only. */
final class HistoryRange {
    private static final int MOST_EVENTS = 256;
    private static final long MOST_BYTES = 64L << 10;

    private final MVMap<Long, byte[]> map;

    HistoryRange(MVMap<Long, byte[]> map) {
        this.map = map;
    }

    /**
     * Returns the number of a publication. The search begins with the newest publications, because most subscribers
     * return after a short time.
     *
     * @param oldest the time before which events count as removed
     */
    long find(long publication, Instant oldest) {
        if (publication == EventLog.BEFORE_ALL) {
            return beforeAll(oldest);
        }
        EventCursor cursor = new EventCursor(map, null, null, true);
        while (cursor.next()) {
            EventRecord.Head head = cursor.head();
            if (head.publication() == publication) {
                return head.timestamp().isBefore(oldest) ? EventLog.NOT_FOUND : cursor.number();
            }
        }
        return EventLog.NOT_FOUND;
    }

    private long beforeAll(Instant oldest) {
        EventCursor cursor = new EventCursor(map, null, null, false);
        while (cursor.next()) {
            if (!cursor.head().timestamp().isBefore(oldest)) {
                return cursor.number() - 1;
            }
        }
        Long last = map.lastKey();
        return last == null ? 0 : last;
    }

    /** Returns a bounded number of events, beginning with a number. */
    EventRange read(long from, long to) {
        EventCursor cursor = new EventCursor(map, from, to, false);
        // The oldest event is looked up after the cursor has been created. In the opposite order, events that the
        // writer removes in between would be missing from a range that counts as complete.
        Long oldest = map.firstKey();
        boolean isComplete = oldest != null && oldest <= from;
        List<StoredEvent> found = new ArrayList<>();
        long bytes = 0;
        while (cursor.next()) {
            bytes += cursor.bytes();
            found.add(cursor.event());
            if (found.size() == MOST_EVENTS || bytes > MOST_BYTES) {
                return new EventRange(found, cursor.number() + 1, isComplete);
            }
        }
        return new EventRange(found, to + 1, isComplete);
    }
}
