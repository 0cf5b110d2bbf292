package io.aerostat.router.time;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deadline for the next step of a connection. One timer serves all steps: a later deadline does not change the
 * timer, which is set again if it fires too early. Confined to one loop.
 */
public final class Deadline {
    private final EventExecutor loop;
    private @Nullable Runnable whenPassed;
    private long at;
    private @Nullable Future<?> timer;
    private long timerAt;

    public Deadline(EventExecutor loop) {
        this.loop = loop;
    }

    /**
     * Sets the deadline, replacing the previous one. {@code whenPassed} runs on the loop after this time, unless the
     * deadline is replaced or removed first.
     */
    public void set(Duration time, Runnable whenPassed) {
        at = loop.ticker().nanoTime() + time.toNanos();
        this.whenPassed = whenPassed;
        if (timer != null && timerAt - at > 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            schedule(time.toNanos());
        }
    }

    /** Removes the deadline, but keeps the timer for the next one. */
    public void clear() {
        whenPassed = null;
    }

    /** Removes the deadline and releases the timer. */
    public void cancel() {
        whenPassed = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule(long nanos) {
        timerAt = at;
        timer = loop.schedule(this::run, nanos, TimeUnit.NANOSECONDS);
    }

    private void run() {
        timer = null;
        Runnable task = whenPassed;
        if (task == null) {
            return;
        }
        long left = at - loop.ticker().nanoTime();
        if (left > 0) {
            schedule(left);
        } else {
            whenPassed = null;
            task.run();
        }
    }
}
