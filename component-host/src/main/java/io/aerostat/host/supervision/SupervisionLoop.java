package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread on which supervision decides, and its time. Tasks run one after the other in the order they were handed over. */
public interface SupervisionLoop extends Executor {

    /** A running clock, as {@link System#nanoTime}. */
    long nanoTime();

    /**
     * Runs a task on the loop after a delay.
     *
     * @return forgets the task when it is run, if it is not too late
     */
    Runnable schedule(Duration delay, Runnable task);
}
