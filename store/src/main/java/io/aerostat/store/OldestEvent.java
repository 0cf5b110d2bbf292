package io.aerostat.store;

import io.aerostat.store.record.BrokenRecordException;
import io.aerostat.store.record.EventRecord;
import java.time.Instant;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * The properties of a log's oldest event that decide whether the event must be removed.
 *
 * @param totalBefore the total size of all records before this event
 * @param timestamp the time of its publication; {@link Instant#MAX} if the record cannot be read, so that the record
 *     stays and readers report it
 */
record OldestEvent(long totalBefore, Instant timestamp) {
    /** Returns the oldest event of a log that is not empty. */
    static OldestEvent of(MVMap<Long, byte[]> map) {
        Cursor<Long, byte[]> cursor = map.cursor(null);
        Long number = cursor.next();
        return of(number, cursor.getValue());
    }

    static OldestEvent of(long number, byte[] counted) {
        try {
            return new OldestEvent(
                    CountedRecord.totalBefore(counted),
                    EventRecord.head(CountedRecord.record(number, counted)).timestamp());
        } catch (BrokenRecordException e) {
            return new OldestEvent(CountedRecord.totalBefore(counted), Instant.MAX);
        }
    }

    /**
     * Checks whether the event must be removed.
     *
     * @param total the total size of all records that the log has ever had
     * @param oldestAllowed the time before which events are removed
     */
    boolean isBeyond(long total, HistoryBounds bounds, Instant oldestAllowed) {
        return total - totalBefore > bounds.bytes() || timestamp.isBefore(oldestAllowed);
    }
}
