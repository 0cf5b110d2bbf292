package io.aerostat.host.process;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs the output of a child process line by line under its worker id. */
public final class ChildLog implements LineSink {

    private final Logger log;
    private final Level level;
    private final Consumer<String> copy;

    /**
     * Logs to the logger {@code io.aerostat.worker.ID}.
     *
     * @param copy gets each line as it is logged
     */
    public ChildLog(String worker, Level level, Consumer<String> copy) {
        this.log = logger(worker);
        this.level = level;
        this.copy = copy;
    }

    public static Logger logger(String worker) {
        return LoggerFactory.getLogger("io.aerostat.worker." + worker);
    }

    @Override
    public void line(String line) {
        String text = printable(line);
        log.atLevel(level).log("{}", text);
        copy.accept(text);
    }

    /** Removes control characters: a child must not control the terminal that shows the router's log. */
    public static String printable(String line) {
        boolean clean = line.chars().allMatch(c -> c == '\t' || !Character.isISOControl(c));
        return clean
                ? line
                : line.codePoints()
                        .map(c -> c != '\t' && Character.isISOControl(c) ? '�' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
