package io.aerostat.cluster.link;

/** What a record belongs to. Each kind has one listener. */
public enum RecordKind {
    /** Changes and snapshots of rows, and their acknowledgements. */
    ROW,
    /** Calls, publications and questions between realms of the same name. */
    REALM
}
