package io.aerostat.cluster.row;

/**
 * The digest of a set of rows. Equal sets have equal digests, whatever the order of their changes; different sets have
 * the same digest with a probability of 1 in 2⁶⁴. Immutable.
 *
 * @param rows the number of rows
 * @param sum the sum of a hash of each row's lane, key and value
 */
public record RowDigest(long rows, long sum) {
    /** The digest of an empty set. */
    public static final RowDigest EMPTY = new RowDigest(0, 0);

    /** Returns the digest of the union of two sets of rows. No key may be in both sets. */
    public RowDigest plus(RowDigest others) {
        return new RowDigest(rows + others.rows, sum + others.sum);
    }

    @Override
    public String toString() {
        return rows + ":" + Long.toHexString(sum);
    }
}
