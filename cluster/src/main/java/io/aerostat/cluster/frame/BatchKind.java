package io.aerostat.cluster.frame;

/** The ways in which a message carries records. */
public enum BatchKind {
    /** Whole records. */
    RECORDS,
    /** A piece of records that are too large for one message, not the last one. */
    PIECE,
    /** The last piece. */
    LAST_PIECE;

    private static final BatchKind[] ALL = values();

    static BatchKind of(int number) throws MalformedFrameException {
        if (number < 0 || number >= ALL.length) {
            throw new MalformedFrameException(
                    "kind of batch: found " + number + " (expected 0 to " + (ALL.length - 1) + ")");
        }
        return ALL[number];
    }
}
