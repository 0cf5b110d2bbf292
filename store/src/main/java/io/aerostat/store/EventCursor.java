package io.aerostat.store;

import io.aerostat.router.history.StoredEvent;
import io.aerostat.store.record.BrokenRecordException;
import io.aerostat.store.record.EventRecord;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a log one after another, and names the event that cannot be read. Each read has its own cursor.
 * Used on the reader's thread only.
 */
final class EventCursor {
    private final MVMap<Long, byte[]> map;
    private final Cursor<Long, byte[]> cursor;

    /**
     * Creates a cursor before the first event.
     *
     * @param first the number of the first event to read; null for no bound
     * @param last the number of the last event to read; null for no bound
     * @param reverse whether to begin with the newest event; {@code first} is then the largest number
     */
    EventCursor(MVMap<Long, byte[]> map, @Nullable Long first, @Nullable Long last, boolean reverse) {
        this.map = map;
        this.cursor = map.cursor(first, last, reverse);
    }

    /** Moves to the next event. Returns false if there is none. */
    boolean next() {
        if (!cursor.hasNext()) {
            return false;
        }
        cursor.next();
        return true;
    }

    /** Returns the number of the event. */
    long number() {
        return cursor.getKey();
    }

    /** Returns the size of the event in the file. */
    int bytes() {
        return cursor.getValue().length;
    }

    EventRecord.Head head() {
        try {
            return EventRecord.head(CountedRecord.record(number(), cursor.getValue()));
        } catch (BrokenRecordException e) {
            throw broken(e);
        }
    }

    StoredEvent event() {
        try {
            return EventRecord.read(CountedRecord.record(number(), cursor.getValue()));
        } catch (BrokenRecordException e) {
            throw broken(e);
        }
    }

    private IllegalStateException broken(BrokenRecordException cause) {
        return new IllegalStateException(
                "event " + number() + " of " + map.getName() + ": " + cause.getMessage(), cause);
    }
}
