package io.aerostat.router.dealer.call;

import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time until the first or next result of a call (TMO-2, PCR-8). A result moves the deadline but not the
 * timer: a timer that fires before the deadline is set again. Confined to the caller's loop, except {@link #run}.
 */
final class CallTimeout implements TimerTask {
    /** The longest delay that is passed to the timer. */
    static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(10_000);

    private final PendingCall call;
    private final RealmCalls realm;
    private final long millis;
    private final long nanos;
    private long deadline;
    private @Nullable Timeout wheel; // null before the start
    private boolean stopped;

    CallTimeout(PendingCall call, RealmCalls realm, long millis) {
        this.call = call;
        this.realm = realm;
        this.millis = millis;
        this.nanos = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST_MILLIS));
    }

    long millis() {
        return millis;
    }

    /** Returns how many milliseconds are left, at least 1; the whole timeout if it has not been started. */
    long left() {
        return wheel == null
                ? millis
                : Math.max(
                        1,
                        TimeUnit.NANOSECONDS.toMillis(deadline - realm.clock().steadyNanos()));
    }

    /** Starts the timeout if it is not running. */
    void start() {
        if (wheel == null) {
            restart();
            wheel = realm.timer().newTimeout(this, nanos, TimeUnit.NANOSECONDS);
            realm.counters().armedTimers.increment();
        }
    }

    boolean isRunning() {
        return wheel != null && !stopped;
    }

    /** Restarts the timeout, because a result has arrived. */
    void restart() {
        deadline = realm.clock().steadyNanos() + nanos;
    }

    void stop() {
        Timeout running = wheel;
        if (running != null && !stopped) {
            stopped = true;
            running.cancel();
            realm.counters().armedTimers.decrement();
        }
    }

    /** Passes a task to the caller's loop. Called on the timer's thread. */
    @Override
    public void run(Timeout timeout) {
        call.callerPeer().loop().execute(this::check);
    }

    private void check() {
        if (stopped) {
            return;
        }
        long left = deadline - realm.clock().steadyNanos();
        if (left > 0) {
            wheel = realm.timer().newTimeout(this, left, TimeUnit.NANOSECONDS);
        } else {
            call.expire(millis);
        }
    }
}
