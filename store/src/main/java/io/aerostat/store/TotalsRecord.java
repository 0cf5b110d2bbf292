package io.aerostat.store;

import io.aerostat.router.history.RetainedTotals;
import io.aerostat.store.record.BrokenRecordException;
import java.nio.ByteBuffer;

/** The totals over the retained events of a realm in the file: four numbers of eight bytes. */
final class TotalsRecord {
    private static final int SIZE = 4 * Long.BYTES;

    private TotalsRecord() {}

    static byte[] write(RetainedTotals totals) {
        return ByteBuffer.allocate(SIZE)
                .putLong(totals.events())
                .putLong(totals.bytes())
                .putLong(totals.digest())
                .putLong(totals.lastPlace())
                .array();
    }

    static RetainedTotals read(byte[] record) throws BrokenRecordException {
        if (record.length != SIZE) {
            throw BrokenRecordException.damaged();
        }
        ByteBuffer in = ByteBuffer.wrap(record);
        return new RetainedTotals(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
