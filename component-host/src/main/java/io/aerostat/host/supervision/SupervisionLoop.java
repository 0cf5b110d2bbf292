package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The single thread of all supervision decisions, and its clock. Tasks run one after the other in the order of
 * submission.
 */
public interface SupervisionLoop extends Executor {

    /** Returns a steady time, as {@link System#nanoTime} does. */
    long nanoTime();

    /**
     * Runs a task on the loop after a delay.
     *
     * @return an action that cancels the task, unless the task has begun
     */
    Runnable schedule(Duration delay, Runnable task);
}
