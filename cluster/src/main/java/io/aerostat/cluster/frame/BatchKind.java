package io.aerostat.cluster.frame;

/** The ways in which a message carries records. */
public enum BatchKind {
    /** Whole records. */
    RECORDS,
    /** A piece of a record that is too large for one message; not the last piece. */
    PIECE,
    /** The last piece of a record that is too large for one message. */
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
