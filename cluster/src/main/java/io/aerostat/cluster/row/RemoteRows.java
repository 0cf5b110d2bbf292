package io.aerostat.cluster.row;

/**
 * The progress of this node in receiving the rows of a member on one lane. The rows themselves are kept by the
 * listener. Changed by the lane's thread, read by any thread.
 */
final class RemoteRows {
    private volatile RowDigest digest = RowDigest.EMPTY;
    private volatile boolean complete;
    private long number;
    private boolean confirmationDue;

    /** Records a new row, or a new value of a row. Returns false if an earlier change is missing. */
    boolean put(long change, long hash, long hashBefore) {
        if (!isNext(change)) {
            return false;
        }
        add(hash, hashBefore);
        return true;
    }

    boolean remove(long change, long hashBefore) {
        if (!isNext(change)) {
            return false;
        }
        digest = new RowDigest(digest.rows() - 1, digest.sum() - hashBefore);
        return true;
    }

    private boolean isNext(long change) {
        if (!complete || change != number + 1) {
            return false;
        }
        number = change;
        confirmationDue = true;
        return true;
    }

    /** Records a row that the member had when its link came up. */
    void add(long hash, long hashBefore) {
        digest = new RowDigest(digest.rows() + (hashBefore == 0 ? 1 : 0), digest.sum() + hash - hashBefore);
    }

    /**
     * Records that all rows have arrived. Returns false if their digest differs from the digest that the member has
     * sent.
     */
    boolean complete(long change, RowDigest sent) {
        if (complete || !sent.equals(digest)) {
            return false;
        }
        complete = true;
        number = change;
        confirmationDue = true;
        return true;
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns the number of the last change if it must be confirmed now, otherwise -1. */
    long takeConfirmation() {
        if (!confirmationDue) {
            return -1;
        }
        confirmationDue = false;
        return number;
    }

    RowDigest digest() {
        return digest;
    }
}
