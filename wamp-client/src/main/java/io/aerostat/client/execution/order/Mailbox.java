package io.aerostat.client.execution.order;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the requests of any thread to the executor that owns a session, in the order of each thread, and flushes once for all that are there
 * together. The executor must run one task at a time. Any thread.
 */
public final class Mailbox implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    /** After so many tasks others of the same event loop have their turn. */
    private static final int BATCH = 256;

    private final Executor owner;
    private final Runnable afterBatch;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param owner runs the tasks
     * @param afterBatch runs on the owner after each batch of tasks: it flushes what they wrote
     */
    public Mailbox(Executor owner, Runnable afterBatch) {
        this.owner = owner;
        this.afterBatch = afterBatch;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        schedule();
    }

    private void schedule() {
        if (!scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            owner.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The event loop is gone, and with it every session: the tasks only have to fail their futures, which any
            // thread may do.
            drain();
        }
    }

    private void drain() {
        try {
            runBatch();
        } finally {
            // Whatever a task ended with, such as an OutOfMemoryError: what the others wrote is flushed, and what is
            // still there has its turn.
            run(afterBatch);
            scheduled.set(false);
            if (!tasks.isEmpty()) {
                schedule();
            }
        }
    }

    private void runBatch() {
        for (int i = 0; i < BATCH; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a bug in the session", e);
        }
    }
}
