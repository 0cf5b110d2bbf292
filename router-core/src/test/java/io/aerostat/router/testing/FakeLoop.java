package io.aerostat.router.testing;

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

/** An event loop that runs its tasks on the test's thread, and only when the test says so. */
public final class FakeLoop extends AbstractEventExecutor {
    private static @Nullable FakeLoop current;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<NeverAsked> scheduled = new ArrayList<>();

    /** Runs an action immediately, as if on this loop. */
    public void enter(Runnable action) {
        FakeLoop before = current;
        current = this;
        try {
            action.run();
        } finally {
            current = before;
        }
    }

    public boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Returns the number of queued tasks. */
    public int tasks() {
        return tasks.size();
    }

    /** Returns the number of scheduled tasks that are not cancelled. */
    public int scheduled() {
        return (int) scheduled.stream().filter(timer -> !timer.isCancelled()).count();
    }

    public void runOne() {
        enter(tasks.remove());
    }

    /** Runs all loops until none has any task left. */
    public static void settle(Iterable<FakeLoop> loops) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (FakeLoop loop : loops) {
                moved |= loop.hasTasks();
                loop.runAll();
            }
        }
    }

    public void runAll() {
        while (!tasks.isEmpty()) {
            runOne();
        }
    }

    /** Runs every scheduled task that is not cancelled, regardless of its delay. */
    public void runScheduled() {
        List<NeverAsked> due = List.copyOf(scheduled);
        scheduled.clear();
        due.stream().filter(timer -> !timer.isCancelled()).forEach(timer -> enter(timer.task));
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        NeverAsked timer = new NeverAsked(this, task);
        if (delay == 0) {
            tasks.add(task);
        } else {
            scheduled.add(timer);
        }
        return timer;
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
        private final Runnable task;

        NeverAsked(FakeLoop loop, Runnable task) {
            super(loop);
            this.task = task;
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
