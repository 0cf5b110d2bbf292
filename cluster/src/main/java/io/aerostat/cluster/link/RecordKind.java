package io.aerostat.cluster.link;

/** The kind of a record. Each kind has one listener. */
public enum RecordKind {
    /** Changes and snapshots of rows, and their acknowledgements. */
    ROW,
    /** Calls, publications and questions that a realm on one node sends to the same realm on another node. */
    REALM;

    private static final RecordKind[] ALL = values();

    /** Returns the number of this kind in the protocol between nodes. */
    byte type() {
        return (byte) (ordinal() + 1);
    }

    /** Returns the number of the kind, or -1 for a number that only later versions know. */
    static int indexOf(byte type) {
        return type >= 1 && type <= ALL.length ? type - 1 : -1;
    }
}
