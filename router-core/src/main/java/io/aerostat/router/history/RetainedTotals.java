package io.aerostat.router.history;

import java.util.List;

/**
 * Totals over the retained events of a realm.
 *
 * @param events the number of events
 * @param bytes the total size of their payloads
 * @param digest a sum over the publication ids, which is equal for equal sets of events
 * @param lastPlace the highest place that an event has had
 */
public record RetainedTotals(long events, long bytes, long digest, long lastPlace) {
    public static final RetainedTotals NONE = new RetainedTotals(0, 0, 0, 0);

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** Returns the part of the digest that one publication contributes. */
    public static long digest(long publication) {
        return publication * SPREAD;
    }

    /** Returns the totals after the events of one topic have been replaced. */
    public RetainedTotals replacing(List<RetainedRecord> before, List<RetainedRecord> after) {
        return minus(before).plus(after);
    }

    private RetainedTotals minus(List<RetainedRecord> records) {
        RetainedTotals sum = NONE.plus(records);
        return new RetainedTotals(events - sum.events, bytes - sum.bytes, digest - sum.digest, lastPlace);
    }

    private RetainedTotals plus(List<RetainedRecord> records) {
        long sumOfBytes = bytes;
        long sumOfIds = digest;
        long highest = lastPlace;
        for (RetainedRecord each : records) {
            sumOfBytes += each.event().payload().size();
            sumOfIds += digest(each.event().publication());
            highest = Math.max(highest, each.place());
        }
        return new RetainedTotals(events + records.size(), sumOfBytes, sumOfIds, highest);
    }
}
