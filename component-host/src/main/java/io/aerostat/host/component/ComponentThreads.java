package io.aerostat.host.component;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which one component runs, and nothing else does: it may block or fill them without anybody else noticing.
 * Idle ones end.
 */
final class ComponentThreads implements AutoCloseable {

    /** More of a component's handlers do not run side by side; what waits is bounded by the session's own queues. */
    private static final int MOST = 64;

    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor timer;

    /** @param classLoader what libraries of the component find as the context class loader */
    ComponentThreads(String name, ClassLoader classLoader) {
        executor = new ThreadPoolExecutor(
                MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name, classLoader));
        executor.allowCoreThreadTimeOut(true);
        // What comes after the end is of no interest, least of all to the router's thread that hands it over.
        executor.setRejectedExecutionHandler((task, closed) -> {});
        timer = new ScheduledThreadPoolExecutor(1, factory(name + "-timer", classLoader));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, closed) -> {});
    }

    Executor executor() {
        return executor;
    }

    /** Runs timers and an in-process connection: library code that never blocks. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Interrupts what still runs of the component; the connection's last tasks are done. */
    @Override
    public void close() {
        timer.shutdown();
        executor.shutdownNow();
    }

    private static ThreadFactory factory(String name, ClassLoader classLoader) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(classLoader);
            return thread;
        };
    }
}
