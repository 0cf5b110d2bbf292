package io.aerostat.client.execution.order;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks of user code on threads of an executor, in the order in which they arrive. The width of a lane is the
 * number of tasks that may run at once. A task that waits for a future of the client gives up its turn: the next task
 * starts on another thread, so that a handler may wait for an answer that arrives later. Any thread.
 */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final Executor executor;
    private final int width;
    private final int capacity;
    private final boolean dropsWhenShutDown;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** The number of tasks that wait or run, including the running tasks that have given up their turn. */
    private final AtomicInteger present = new AtomicInteger();
    /** The number of threads that have a turn. */
    private final AtomicInteger turns = new AtomicInteger();

    private Lane(Executor executor, int width, int capacity, boolean dropsWhenShutDown) {
        this.executor = executor;
        this.width = width;
        this.capacity = capacity;
        this.dropsWhenShutDown = dropsWhenShutDown;
    }

    /**
     * Creates a lane for handlers: after the executor has been shut down, their tasks are dropped.
     *
     * @param width how many tasks may run at once
     * @param capacity how many tasks may wait or run, including those that gave up their turn and still occupy a thread
     */
    public static Lane ofHandlers(Executor executor, int width, int capacity) {
        return new Lane(executor, width, capacity, true);
    }

    /**
     * Creates a lane for completions of futures. After the executor has been shut down, the lane runs each task at
     * once, because callers may be waiting for these futures.
     */
    public static Lane ofCompletions(Executor executor, int width) {
        return new Lane(executor, width, Integer.MAX_VALUE, false);
    }

    /** Appends a task, unless the lane is full. */
    public boolean offer(Runnable task) {
        if (present.get() >= capacity) {
            return false;
        }
        execute(task);
        return true;
    }

    /** Appends a task even if the lane is full. */
    @Override
    public void execute(Runnable task) {
        present.incrementAndGet();
        tasks.add(task);
        start();
    }

    private void start() {
        int taken = turns.get();
        while (taken < width && !tasks.isEmpty()) {
            if (turns.compareAndSet(taken, taken + 1)) {
                runOnExecutor();
                return;
            }
            taken = turns.get();
        }
    }

    private void runOnExecutor() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            if (dropsWhenShutDown) {
                LOG.debug("handlers are not run: the executor is shut down");
                tasks.clear();
                present.set(0);
                turns.decrementAndGet();
            } else {
                drain();
            }
        }
    }

    private void drain() {
        Turn turn = new Turn(this);
        Turn outer = CURRENT.get();
        CURRENT.set(turn);
        try {
            Runnable task;
            while ((task = tasks.poll()) != null) {
                run(task);
                present.decrementAndGet();
                if (turn.givenUp) {
                    return;
                }
            }
        } finally {
            CURRENT.set(outer);
        }
        turns.decrementAndGet();
        start(); // a task may have arrived between the last check and the end of the turn
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task of user code failed", e);
        }
    }

    /** Lets the next task of the current thread's lane start now, if the thread runs in a lane. */
    public static void giveUpTurn() {
        Turn turn = CURRENT.get();
        if (turn != null && !turn.givenUp) {
            turn.givenUp = true;
            turn.lane.turns.decrementAndGet();
            turn.lane.start();
        }
    }

    /** The turn of one thread while it runs tasks of a lane; confined to that thread. */
    private static final class Turn {
        final Lane lane;
        boolean givenUp;

        Turn(Lane lane) {
            this.lane = lane;
        }
    }
}
