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

    /** Returns the ordinal of the kind with this number, or -1 if only later versions know the number. */
    static int indexOf(byte type) {
        return type >= 1 && type <= ALL.length ? type - 1 : -1;
    }
}
