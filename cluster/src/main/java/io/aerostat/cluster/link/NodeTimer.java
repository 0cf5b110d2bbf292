package io.aerostat.cluster.link;

import java.time.Duration;

/** The time of a node, and the thread of what it does at certain times. */
public interface NodeTimer {
    /** Returns nanoseconds that pass evenly; only the difference of two of them means something. */
    long nanoTime();

    /** Returns the time of day in milliseconds since 1970. */
    long wallMillis();

    /** Runs a task soon, after the call has returned, and never together with another task. */
    void execute(Runnable task);

    /**
     * Runs a task again and again, never together with another task.
     *
     * @return ends that
     */
    Runnable every(Duration interval, Runnable task);
}
