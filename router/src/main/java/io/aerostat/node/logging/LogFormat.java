package io.aerostat.node.logging;

/** How log lines look; named as on the command line. */
public enum LogFormat {
    /** One line for people. */
    TEXT,
    /** One JSON object a line, for machines. */
    JSON
}
