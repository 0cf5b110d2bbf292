package io.aerostat.store;

import io.aerostat.store.record.BrokenRecordException;
import io.aerostat.store.record.Checksum;
import java.nio.ByteBuffer;

/**
 * The value of one event in the file: a checksum, the total size of all records that the log has ever had, including
 * this one, and then the record. The difference between two totals is the size of the events between them, so the file
 * needs no counter. The checksum covers the number of the event and all bytes after the checksum.
 */
final class CountedRecord {
    private static final int HEAD = Integer.BYTES + Long.BYTES;

    private CountedRecord() {}

    static byte[] of(long number, long totalBefore, byte[] record) {
        ByteBuffer counted = ByteBuffer.allocate(HEAD + record.length)
                .putInt(0)
                .putLong(totalBefore + record.length)
                .put(record);
        return counted.putInt(0, Checksum.of(number, counted.array(), Integer.BYTES))
                .array();
    }

    static long total(byte[] counted) {
        return counted.length < HEAD ? 0 : ByteBuffer.wrap(counted).getLong(Integer.BYTES);
    }

    static long totalBefore(byte[] counted) {
        return total(counted) - (counted.length - HEAD);
    }

    /** Returns the record of the event with this number. */
    static byte[] record(long number, byte[] counted) throws BrokenRecordException {
        if (counted.length < HEAD || ByteBuffer.wrap(counted).getInt() != Checksum.of(number, counted, Integer.BYTES)) {
            throw BrokenRecordException.damaged();
        }
        byte[] record = new byte[counted.length - HEAD];
        System.arraycopy(counted, HEAD, record, 0, record.length);
        return record;
    }
}
