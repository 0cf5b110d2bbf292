package io.aerostat.host.container;

import io.aerostat.host.process.LineSink;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Logs the standard error of a container as warnings.
 *
 * @param copy gets each line
 */
record ContainerErrors(Logger log, Consumer<String> copy) implements LineSink {
    @Override
    public void line(String line) {
        String text = RecordLine.printable(line);
        log.warn("{}", text);
        copy.accept(text);
    }

    /** Returns a limit that is large enough for a whole stack trace, which arrives as one line. */
    @Override
    public int longestLine() {
        return RecordLine.LONGEST;
    }
}
