package io.aerostat.host.container;

import io.aerostat.host.process.ChildLog;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log record of several lines, sent by a container as one line, so that the router knows where the record ends. */
final class RecordLine {
    /** Largest number of bytes of a record that the router keeps. */
    static final int LONGEST = 32 * 1024;

    /** Replaces a line end within a record; container-logging.xml uses the same character. */
    private static final String LINE_END = "\u2028";

    private RecordLine() {}

    /** Joins the lines of a record. */
    static String join(String record) {
        return record.lines().collect(Collectors.joining(LINE_END));
    }

    /** Restores the line ends of a record and replaces other control characters. */
    static String printable(String line) {
        return Stream.of(line.split(LINE_END, -1))
                .map(ChildLog::printable)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
