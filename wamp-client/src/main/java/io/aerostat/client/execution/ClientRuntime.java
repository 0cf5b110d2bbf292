package io.aerostat.client.execution;

import io.aerostat.client.execution.order.LoopThread;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one or several clients: an event loop for connections and timers, and an executor for user code. All
 * of them are daemon threads, which start when they are needed. Any thread.
 */
public final class ClientRuntime implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final MultiThreadIoEventLoopGroup loops;
    private final Executor executor;
    private final @Nullable ExecutorService owned;

    private ClientRuntime(String name, Executor executor, @Nullable ExecutorService owned) {
        this.loops = new MultiThreadIoEventLoopGroup(1, LoopThread.factory(name), NioIoHandler.newFactory());
        this.executor = executor;
        this.owned = owned;
    }

    /**
     * Creates a runtime with its own threads. The runtime starts another thread whenever all its threads are busy with
     * user code.
     *
     * @param name the prefix of the names of the threads
     */
    public static ClientRuntime create(String name) {
        // No queue: a task that waits for another task queued behind it would never end.
        ExecutorService executor = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads(name));
        return new ClientRuntime(name, executor, executor);
    }

    /**
     * Creates a runtime that runs user code on the caller's executor, which the caller shuts down. The executor must
     * have enough threads for all handlers that block.
     */
    public static ClientRuntime create(String name, Executor executor) {
        return new ClientRuntime(name, executor, null);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns the executor that runs user code. */
    public Executor executor() {
        return executor;
    }

    /** Returns the timer, which is the event loop of the connections; it must run short tasks only. */
    public ScheduledExecutorService timer() {
        return loops;
    }

    /** Ends the threads when they have finished their tasks. All connections must be closed before this call. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        if (owned != null) {
            owned.shutdown();
        }
    }
}
