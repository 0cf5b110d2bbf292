package io.aerostat.router.broker;

import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An event loop that runs a task when the test says so, on the test's thread. */
public final class ManualLoop extends AbstractEventExecutor {
    private static @Nullable ManualLoop current;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> scheduled = new ArrayList<>();

    /** Does something as if on this loop, at once. */
    public void enter(Runnable action) {
        ManualLoop before = current;
        current = this;
        try {
            action.run();
        } finally {
            current = before;
        }
    }

    public int tasks() {
        return tasks.size();
    }

    public void runOne() {
        enter(tasks.remove());
    }

    public void runAll() {
        while (!tasks.isEmpty()) {
            runOne();
        }
    }

    /** Runs what was planned for later, whenever that was to be. */
    public void runScheduled() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(this::enter);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        scheduled.add(task);
        return new NeverAsked(this);
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

    private static final class NeverAsked extends DefaultPromise<Object> implements ScheduledFuture<Object> {
        NeverAsked(ManualLoop loop) {
            super(loop);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
