package io.aerostat.node.logging;

/** The formats of log lines, named as on the command line. */
public enum LogFormat {
    /** One line for people. */
    TEXT,
    /** One JSON object a line, for machines. */
    JSON
}
