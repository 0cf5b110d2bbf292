package io.aerostat.client.execution.order;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the requests of all threads on the executor that owns a session, keeping the order of each thread's requests,
 * and flushes once for each batch. The executor must run one task at a time. Any thread.
 */
public final class Mailbox implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    /** Number of tasks after which other tasks of the same event loop get a turn. */
    private static final int BATCH = 256;

    private final Executor owner;
    private final Runnable afterBatch;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /**
     * @param owner runs the tasks
     * @param afterBatch runs on the owner after each batch of tasks, and flushes the messages that the tasks wrote
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
            // The event loop has ended, and every session with it. The tasks only have to fail their futures, which
            // they can do on any thread.
            drain();
        }
    }

    private void drain() {
        try {
            runBatch();
        } finally {
            // Even after an error such as OutOfMemoryError, the messages of the other tasks are flushed, and the
            // remaining tasks get a turn.
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
