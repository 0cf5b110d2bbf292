package io.aerostat.router.dealer;

import io.aerostat.protocol.option.CallOptions;
import io.aerostat.router.time.RouterClock;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that a call may take until its first, or next, result (TMO-2, PCR-8). The wheel is asked once; when it comes round and results have
 * moved the deadline meanwhile, it is asked again. Confined to the caller's loop but for {@link #run}.
 */
final class CallTimeout implements TimerTask {
    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(10_000);

    private final PendingCall call;
    private final RouterClock clock;
    private final Timer timer;
    private final DealerStatistics statistics;
    private final long millis;
    private final long nanos;
    private long deadline;
    private @Nullable Timeout wheel; // null before the start
    private boolean stopped;

    CallTimeout(PendingCall call, RouterClock clock, Timer timer, DealerStatistics statistics, long millis) {
        this.call = call;
        this.clock = clock;
        this.timer = timer;
        this.statistics = statistics;
        this.millis = millis;
        this.nanos = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST_MILLIS));
    }

    long millis() {
        return millis;
    }

    /** Starts the time, unless it runs already. */
    void start() {
        if (wheel == null) {
            restart();
            wheel = timer.newTimeout(this, nanos, TimeUnit.NANOSECONDS);
            statistics.armedTimers.increment();
        }
    }

    boolean isRunning() {
        return wheel != null && !stopped;
    }

    /** Lets the time begin anew, because a result came. */
    void restart() {
        deadline = clock.steadyNanos() + nanos;
    }

    void stop() {
        Timeout running = wheel;
        if (running != null && !stopped) {
            stopped = true;
            running.cancel();
            statistics.armedTimers.decrement();
        }
    }

    /** Whether what stands under {@code timeout} is a time: any number from zero on, with a fraction too. */
    static boolean isTime(CallOptions options) {
        return options.oddTimeout() == null
                || (options.oddTimeout() instanceof Double number && number >= 0 && Double.isFinite(number));
    }

    /** The milliseconds that a call asks for, rounded up; 0 for none. */
    static long millis(CallOptions options, boolean inSeconds) {
        double asked = options.oddTimeout() instanceof Double number ? number : options.timeout();
        return (long) Math.min(Math.ceil(inSeconds ? asked * 1000 : asked), LONGEST_MILLIS);
    }

    /** On the timer's thread. */
    @Override
    public void run(Timeout timeout) {
        call.callerPeer().loop().execute(this::check);
    }

    private void check() {
        if (stopped) {
            return;
        }
        long left = deadline - clock.steadyNanos();
        if (left > 0) {
            wheel = timer.newTimeout(this, left, TimeUnit.NANOSECONDS);
        } else {
            call.expire(millis);
        }
    }
}
