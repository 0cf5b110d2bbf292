package io.aerostat.cluster.link;

import java.time.Duration;

/** The clock of a node, and the thread of its timed tasks. */
public interface NodeTimer {
    /** Returns a steady time in nanoseconds; only differences between two values have a meaning. */
    long nanoTime();

    /** Returns the time of day in milliseconds since 1970. */
    long wallMillis();

    /** Runs a task soon after this call has returned, never at the same time as another task. */
    void execute(Runnable task);

    /**
     * Runs a task repeatedly, never at the same time as another task.
     *
     * @return a task that ends the repetition
     */
    Runnable every(Duration interval, Runnable task);
}
