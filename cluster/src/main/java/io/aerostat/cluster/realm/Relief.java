package io.aerostat.cluster.realm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The tasks that wait until a node is no longer congested. One check of the node in each interval serves all waiting
 * tasks. Any thread.
 */
final class Relief {
    /** The time between two checks. */
    static final long INTERVAL_MILLIS = 5;

    private final BooleanSupplier isCongested;
    private final ScheduledExecutorService loop;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** @param loop the loop on which to check the node and to run the tasks */
    Relief(BooleanSupplier isCongested, ScheduledExecutorService loop) {
        this.isCongested = isCongested;
        this.loop = loop;
    }

    /** Runs a task: immediately if the node is not congested, otherwise later on the loop. */
    void await(Runnable task) {
        if (!isCongested.getAsBoolean()) {
            task.run();
            return;
        }
        waiting.add(task);
        schedule();
    }

    private void schedule() {
        if (!scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            loop.schedule(this::check, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            waiting.clear(); // the router has ended
        }
    }

    private void check() {
        scheduled.set(false); // first, so that a task that is added from now on schedules another check
        while (!waiting.isEmpty() && !isCongested.getAsBoolean()) {
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
        }
        if (!waiting.isEmpty()) {
            schedule();
        }
    }
}
