package io.aerostat.client.connection;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out that a router is gone although nobody said so: after some silence it is pinged, after more the connection is given up. One event loop. */
final class KeepAlive {
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Runnable ping;
    private final Consumer<String> lost;
    private long heardAt;
    private @Nullable Future<?> timer;

    /** @param lost is told why the connection has to be given up */
    KeepAlive(ConnectorOptions options, Runnable ping, Consumer<String> lost) {
        this.intervalNanos = options.pingInterval().toNanos();
        this.timeoutNanos = options.pingTimeout().toNanos();
        this.ping = ping;
        this.lost = lost;
    }

    /** Begins, if pings are wanted; a second time does nothing. */
    void start(EventExecutor loop) {
        if (intervalNanos > 0 && timer == null) {
            heardAt = System.nanoTime();
            timer = loop.scheduleWithFixedDelay(this::check, intervalNanos, intervalNanos, TimeUnit.NANOSECONDS);
        }
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    private void check() {
        long silence = System.nanoTime() - heardAt;
        if (silence >= intervalNanos + timeoutNanos) {
            stop();
            lost.accept("the router has been silent for " + TimeUnit.NANOSECONDS.toMillis(silence) + " ms");
        } else if (silence >= intervalNanos) {
            ping.run();
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
