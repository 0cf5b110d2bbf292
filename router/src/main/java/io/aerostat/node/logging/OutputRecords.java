package io.aerostat.node.logging;

import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs the lines that code in this process prints to its standard output and standard error, until this object is
 * closed. {@link Logging} must be set up first.
 */
public final class OutputRecords implements AutoCloseable {
    /** The prefix of the names of the loggers for printed lines. */
    static final String LOGGERS = "io.aerostat.output.";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final RecordStream recordedOut = new RecordStream(logger("stdout"), Level.INFO, out);
    private final RecordStream recordedErr = new RecordStream(logger("stderr"), Level.WARN, err);

    private OutputRecords() {}

    /** Replaces the two streams. */
    public static OutputRecords begin() {
        OutputRecords records = new OutputRecords();
        System.setOut(records.recordedOut);
        System.setErr(records.recordedErr);
        return records;
    }

    private static Logger logger(String name) {
        return LoggerFactory.getLogger(LOGGERS + name);
    }

    /** Logs unfinished lines and restores the two streams. */
    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        recordedOut.close();
        recordedErr.close();
    }
}
