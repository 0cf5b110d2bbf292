package io.aerostat.host.supervision;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervision loop on a daemon thread, in real time. */
public final class SupervisionThread implements SupervisionLoop, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SupervisionThread.class);

    private final ScheduledThreadPoolExecutor executor;

    /** Creates the loop; its thread starts with the first task. */
    public SupervisionThread(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        // Tasks that are submitted after close() are dropped, without an exception in the thread that reports an
        // ending.
        executor.setRejectedExecutionHandler((task, closed) -> {});
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Drops all tasks that have not begun. All supervised things must have been stopped before. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                log.error("supervision task failed", bug);
            }
        };
    }
}
