package io.aerostat.router.dealer;

import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event loop that runs a task when the test says so, on the test's thread. */
final class FakeLoop extends AbstractEventExecutor {
    private static @Nullable FakeLoop current;

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Does something as if on this loop, at once. */
    void enter(Runnable action) {
        FakeLoop before = current;
        current = this;
        try {
            action.run();
        } finally {
            current = before;
        }
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    void runOne() {
        enter(tasks.remove());
    }

    /** Runs all loops until none has anything left to do. */
    static void settle(Iterable<FakeLoop> loops) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (FakeLoop loop : loops) {
                while (loop.hasTasks()) {
                    loop.runOne();
                    moved = true;
                }
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inEventLoop() {
        return current == this;
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return current == this;
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return terminationFuture();
    }

    @Override
    public Future<?> terminationFuture() {
        return GlobalEventExecutor.INSTANCE.newSucceededFuture(null);
    }

    @Override
    @Deprecated
    public void shutdown() {}

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
