package io.aerostat.node.config;

/** What becomes of what a guest writes. */
public enum OutputUse {
    /** Nobody reads it. */
    CLOSE,
    /** It is logged line by line. */
    LOG,
    /** It is read and forgotten. */
    DROP
}
