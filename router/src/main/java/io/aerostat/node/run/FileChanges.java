package io.aerostat.node.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects changes of a file by polling. Polling also detects changes on network drives and swapped symbolic links, such
 * as those of a ConfigMap in Kubernetes. A change is reported only when two polls in a row have found the file in the
 * same state, so that nobody reads the file while it is being written. Confined to one thread.
 */
final class FileChanges {
    private static final Logger LOG = LoggerFactory.getLogger(FileChanges.class);
    private static final int POLL_SECONDS = 1;

    private final Path file;
    private String known;
    private String last;

    FileChanges(Path file) {
        this.file = file;
        this.known = state();
        this.last = known;
    }

    /**
     * Polls the file every second while the clock runs.
     *
     * @param isWanted whether changes matter now; if not, the file is not polled
     * @param changed called on the clock's thread after each change
     */
    void watch(ScheduledExecutorService clock, BooleanSupplier isWanted, Runnable changed) {
        try {
            clock.scheduleWithFixedDelay(
                    () -> {
                        if (isWanted.getAsBoolean() && look()) {
                            LOG.info("{} has changed: reading it again", file);
                            changed.run();
                        }
                    },
                    POLL_SECONDS,
                    POLL_SECONDS,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the node is ending");
        }
    }

    /** Polls the file; returns whether it has changed since the last change that this method reported. */
    boolean look() {
        String now = state();
        boolean isSettled = now.equals(last);
        last = now;
        if (!isSettled || now.equals(known)) {
            return false;
        }
        known = now;
        return true;
    }

    private String state() {
        try {
            Path real = file.toRealPath();
            return Files.getLastModifiedTime(real) + " " + Files.size(real) + " " + Files.getAttribute(real, "unix:ino")
                    + " " + real;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "unreadable";
        }
    }
}
