package io.aerostat.node.logging;

/** The formats of log lines, named as on the command line. */
public enum LogFormat {
    /** One line of text, for people to read. */
    TEXT,
    /** One JSON object in each line, for programs to read. */
    JSON,
    /** Text without a time. Each line begins with the priority that the systemd journal reads, such as {@code <4>}. */
    JOURNAL
}
