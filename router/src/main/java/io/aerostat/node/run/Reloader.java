package io.aerostat.node.run;

import io.aerostat.node.reload.ReloadReport;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the reloads and restarts of a node one after another, on a thread of its own. The first reload begins when the
 * node has started. Any thread.
 */
final class Reloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    /** The number of reloads that may wait. */
    private static final int MAX_WAITING = 16;

    private final ThreadPoolExecutor thread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile boolean closed;

    Reloader() {
        thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
            Thread reloading = new Thread(task, "node-reload");
            reloading.setDaemon(true);
            return reloading;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Called when the node has started. Runs {@code first} before any reload. */
    void begin(Runnable first) {
        try {
            thread.execute(first);
        } catch (RejectedExecutionException e) {
            LOG.debug("the node is ending, or reloads wait already", e);
        }
        begun.countDown();
    }

    /**
     * Runs a task that changes the parts of the node.
     *
     * @throws IllegalStateException if the node is ending, or too many reloads and restarts wait
     */
    void start(Callable<?> task) {
        CompletableFuture<?> started = submit(task);
        if (started.isCompletedExceptionally()) {
            throw new IllegalStateException(
                    started.handle((none, failure) -> failure.getMessage()).join());
        }
    }

    /** Runs a reload; fails with {@link IllegalStateException} if the node is ending or too many reloads wait. */
    <T> CompletableFuture<T> submit(Callable<T> reload) {
        CompletableFuture<T> report = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    begun.await();
                    report.complete(reload.call());
                } catch (InterruptedException e) {
                    report.completeExceptionally(new IllegalStateException("the node is ending"));
                } catch (Exception | Error e) {
                    if (!closed) {
                        LOG.error("a reload has failed", e);
                    }
                    report.completeExceptionally(
                            new IllegalStateException("the reload has failed: " + e.getMessage(), e));
                }
            });
        } catch (RejectedExecutionException e) {
            report.completeExceptionally(new IllegalStateException(
                    closed ? "the node is ending" : MAX_WAITING + " reloads wait already (expected fewer)"));
        }
        return report;
    }

    /** Requests a reload. Does nothing if an earlier request by this method is still waiting. */
    void request(Callable<ReloadReport> reload) {
        if (requested.compareAndSet(false, true)) {
            submit(() -> {
                        requested.set(false);
                        return reload.call();
                    })
                    .exceptionally(failure -> {
                        requested.set(false);
                        if (!closed) {
                            LOG.warn("no reload: {}", failure.getMessage());
                        }
                        return null;
                    });
        }
    }

    /** Interrupts the running reload if it waits, and refuses further reloads. */
    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}
