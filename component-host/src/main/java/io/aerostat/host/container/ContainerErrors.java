package io.aerostat.host.container;

import io.aerostat.host.process.LineSink;
import org.slf4j.Logger;

/** Logs the standard error of a container as warnings. */
record ContainerErrors(Logger log) implements LineSink {
    @Override
    public void line(String line) {
        log.warn("{}", RecordLine.printable(line));
    }

    /** Keeps a whole stack trace, which arrives as one line. */
    @Override
    public int longestLine() {
        return RecordLine.LONGEST;
    }
}
