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
 * The threads of one component, which run nothing else: a component may block or use up its threads without affecting
 * others. Idle threads end.
 */
final class ComponentThreads implements AutoCloseable {

    /**
     * The largest number of handlers of a component that run at the same time; the queues of the session bound the
     * number of waiting handlers.
     */
    private static final int MAX_THREADS = 64;

    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor timer;

    /** @param classLoader the context class loader, for libraries of the component */
    ComponentThreads(String name, ClassLoader classLoader) {
        executor = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory(name, classLoader));
        executor.allowCoreThreadTimeOut(true);
        // Tasks that are submitted after the end are dropped, without an exception in the thread that submits them.
        executor.setRejectedExecutionHandler((task, closed) -> {});
        timer = new ScheduledThreadPoolExecutor(1, factory(name + "-timer", classLoader));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, closed) -> {});
    }

    Executor executor() {
        return executor;
    }

    /** Returns the executor of timers and of the tasks of an in-process connection: library code that never blocks. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Interrupts the component's running tasks. Queued tasks of the connection run nevertheless. */
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
