package io.aerostat.protocol.framing;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Detects dead peers. If nothing is received for some time, sends a ping; if nothing is received after the ping either,
 * reports the peer as dead. Confined to one loop.
 */
public final class Keepalive {
    /** The connection whose peer is watched. */
    public interface Watched {
        /** Called to send a ping. */
        void ping();

        /** Called once, when nothing has been received in time. */
        void peerIsDead();
    }

    private final EventExecutor loop;
    private final long interval;
    private final long timeout;
    private final Watched watched;

    private long heardAt;
    private long askedAt;
    private boolean started;
    private boolean asked;
    private boolean suspended;
    private @Nullable Future<?> timer;

    /**
     * Creates a keepalive that does nothing before {@link #start}.
     *
     * @param interval how long the peer must be silent before a ping is sent; zero disables the keepalive
     * @param timeout how long the peer may stay silent after a ping
     */
    public Keepalive(EventExecutor loop, Duration interval, Duration timeout, Watched watched) {
        this.loop = loop;
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
        this.watched = watched;
    }

    /** Begins to watch the peer. Further calls do nothing. */
    public void start() {
        if (started) {
            return;
        }
        started = true;
        heardAt = now();
        if (interval > 0) {
            schedule(interval);
        }
    }

    /** Called when anything has been received from the peer. */
    public void heard() {
        heardAt = now();
    }

    /** Stops the clock while the connection is not read, because nothing can be received in that time. */
    public void suspend() {
        suspended = true;
    }

    public void resume() {
        if (suspended) {
            suspended = false;
            asked = false;
            heardAt = now();
        }
    }

    public void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void check() {
        long now = now();
        if (suspended) {
            schedule(interval);
            return;
        }
        if (asked && heardAt - askedAt > 0) {
            asked = false;
        }
        if (asked) {
            long left = timeout - (now - askedAt);
            if (left <= 0) {
                timer = null;
                watched.peerIsDead();
            } else {
                schedule(left);
            }
            return;
        }
        long left = interval - (now - heardAt);
        if (left > 0) {
            schedule(left);
            return;
        }
        asked = true;
        askedAt = now;
        watched.ping();
        schedule(Math.min(interval, timeout));
    }

    private void schedule(long nanos) {
        timer = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
