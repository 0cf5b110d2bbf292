package io.aerostat.client.execution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of user code one after the other, in the order they came, on threads of an executor. A task that waits for a {@link WampFuture} gives up
 * its turn: the next one starts on another thread, so that a handler may wait for an answer that arrives behind it. Any thread.
 */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final Executor executor;
    private final int capacity;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks that wait or run; the one that raises it from zero starts the lane. */
    private final AtomicInteger present = new AtomicInteger();

    /** @param capacity how many tasks may wait */
    public Lane(Executor executor, int capacity) {
        this.executor = executor;
        this.capacity = capacity;
    }

    /** Appends a task, unless too many wait already. */
    public boolean offer(Runnable task) {
        if (present.get() >= capacity) {
            return false;
        }
        execute(task);
        return true;
    }

    /** Appends a task, whatever the capacity. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (present.getAndIncrement() == 0) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The client is closed: nobody waits for these tasks.
            tasks.clear();
            LOG.debug("tasks dropped: the executor is shut down");
        }
    }

    private void drain() {
        Turn turn = new Turn(this);
        CURRENT.set(turn);
        try {
            do {
                runOne();
                if (turn.givenUp) {
                    return;
                }
            } while (present.decrementAndGet() > 0);
        } finally {
            CURRENT.remove();
        }
    }

    private void runOne() {
        Runnable task = tasks.poll();
        if (task == null) {
            return;
        }
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task of user code failed", e);
        }
    }

    /** Lets the next task of the current thread's lane start now, if it runs in one. */
    static void giveUpTurn() {
        Turn turn = CURRENT.get();
        if (turn != null && !turn.givenUp) {
            turn.givenUp = true;
            if (turn.lane.present.decrementAndGet() > 0) {
                turn.lane.start();
            }
        }
    }

    /** What one thread holds while it runs tasks of a lane; confined to that thread. */
    private static final class Turn {
        final Lane lane;
        boolean givenUp;

        Turn(Lane lane) {
            this.lane = lane;
        }
    }
}
