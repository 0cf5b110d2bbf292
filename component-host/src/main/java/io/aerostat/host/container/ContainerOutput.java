package io.aerostat.host.container;

import io.aerostat.host.process.ChildLog;
import io.aerostat.host.process.LineSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The standard output of a container. Log lines keep their level when they are relayed; control lines report when the
 * container is ready, and when it ends by its own decision. Confined to the thread that reads the stream.
 */
final class ContainerOutput implements LineSink {

    private static final Pattern LOG_LINE = Pattern.compile("(ERROR|WARN|INFO|DEBUG|TRACE) (.*)", Pattern.DOTALL);

    private final Logger log;
    private final Consumer<String> copy;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();

    private volatile boolean over;

    /**
     * The level of the current line. A line without a level, such as one of a stack trace, has the level of the
     * previous line.
     */
    private Level level = Level.INFO;

    /** @param copy gets each line that is not a control line; a record of several lines arrives line by line */
    ContainerOutput(Logger log, Consumer<String> copy) {
        this.log = log;
        this.copy = copy;
    }

    /** Completes when the components are ready. */
    CompletionStage<Void> ready() {
        return ready;
    }

    /** Completes when the components are ready; fails if a component is not ready at its first attempt. */
    CompletionStage<Void> firstAttempt() {
        return firstAttempt;
    }

    /** Returns whether the container has reported that it ends by its own decision. */
    boolean over() {
        return over;
    }

    @Override
    public void line(String line) {
        if (ControlLine.isOne(line)) {
            control(line);
            return;
        }
        Matcher logLine = LOG_LINE.matcher(line);
        boolean hasLevel = logLine.matches();
        if (hasLevel) {
            level = Level.valueOf(logLine.group(1));
        } else if (!line.startsWith("\t") && !line.startsWith("Caused by: ")) {
            level = level == Level.ERROR || level == Level.WARN ? level : Level.INFO;
        }
        String text = RecordLine.printable(hasLevel ? logLine.group(2) : line);
        log.atLevel(level).log("{}", text);
        (hasLevel ? logLine.group(1) + " " + text : text).lines().forEach(copy);
    }

    /** Returns a limit that is large enough for a whole stack trace, which arrives as one line. */
    @Override
    public int longestLine() {
        return RecordLine.LONGEST;
    }

    private void control(String line) {
        if (line.equals(ControlLine.READY)) {
            ready.complete(null);
            firstAttempt.complete(null);
        } else if (line.equals(ControlLine.OVER)) {
            over = true;
        } else if (line.startsWith(ControlLine.NOT_READY)) {
            firstAttempt.completeExceptionally(
                    new ContainerNotReadyException(ChildLog.printable(line.substring(ControlLine.NOT_READY.length()))));
        }
    }
}
