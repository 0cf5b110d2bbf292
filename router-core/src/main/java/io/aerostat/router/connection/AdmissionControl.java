package io.aerostat.router.connection;

import io.aerostat.router.listener.AdmissionLimits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Decides whether a new connection may begin its session (P7). Its decisions protect established sessions from a storm
 * of new connections, and spare newcomers a wait that exceeds their clients' own timeouts. The number of newcomers is
 * limited. The rate of new sessions follows the capacity of each loop (docs/adr/0018), or is configured and enforced
 * with a token bucket. All transports share one instance; any thread.
 */
public final class AdmissionControl {
    /** The decision about a new connection. */
    public enum Verdict {
        ADMITTED(""),
        TOO_FAST("new_sessions_per_second"),
        TOO_MANY_PENDING("pending_handshakes");

        private final String limit;

        Verdict(String limit) {
            this.limit = limit;
        }

        public boolean isAdmitted() {
            return this == ADMITTED;
        }

        /** Returns a text for people, which names the limit by its configuration key. */
        public String message() {
            return limit + ": too many new connections";
        }
    }

    private static final long NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private volatile Rate rate;

    /**
     * The limits, with the rate and the burst converted to nanoseconds.
     *
     * @param nanosPerToken the time in which the bucket gains a token
     * @param burstNanos the time in which an empty bucket becomes full; zero if there is no bucket
     */
    private record Rate(int maxPending, long nanosPerToken, long burstNanos) {
        static Rate of(AdmissionLimits limits) {
            if (limits.perSecond() == AdmissionLimits.AUTOMATIC) {
                return new Rate(limits.maxPending(), 0, 0);
            }
            long nanosPerToken = NANOS / limits.perSecond();
            return new Rate(limits.maxPending(), nanosPerToken, nanosPerToken * limits.burst());
        }

        boolean isAutomatic() {
            return burstNanos == 0;
        }
    }

    /** The time at which the bucket was empty. Since that time, the bucket has gained tokens at the {@link Rate}. */
    private final AtomicLong emptyAt;

    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder refused = new LongAdder();

    public AdmissionControl(AdmissionLimits limits) {
        this(limits, System::nanoTime);
    }

    AdmissionControl(AdmissionLimits limits, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.rate = Rate.of(limits);
        this.emptyAt = new AtomicLong(nanoTime.getAsLong() - rate.burstNanos());
    }

    /** Replaces the limits; the new ones apply from the next connection. */
    public void limit(AdmissionLimits limits) {
        rate = Rate.of(limits);
    }

    /**
     * Admits or refuses one connection. An admitted connection is pending until {@link #settled()}, which must be
     * called exactly once.
     *
     * @param surplus whether the connection's loop has more newcomers than it can serve (see
     *     {@link Newcomer#isSurplus})
     */
    public Verdict admit(boolean surplus) {
        if (!takePlace()) {
            refused.increment();
            return Verdict.TOO_MANY_PENDING;
        }
        Rate current = rate;
        if (current.isAutomatic() ? surplus : !takeToken(current)) {
            pending.decrementAndGet();
            refused.increment();
            return Verdict.TOO_FAST;
        }
        return Verdict.ADMITTED;
    }

    /** Called when an admitted connection has received WELCOME or has ended. */
    public void settled() {
        pending.decrementAndGet();
    }

    public int pending() {
        return pending.get();
    }

    /** Returns the limit of pending connections. */
    public int maxPending() {
        return rate.maxPending();
    }

    /** Returns the number of connections refused so far. */
    public long refused() {
        return refused.sum();
    }

    /** Returns the value of {@code Retry-After} for a refusal. */
    public int retryAfterSeconds() {
        return 1;
    }

    /**
     * Counts the connection as pending if there is room. A refused connection is not counted, so it cannot cause
     * another refusal.
     */
    private boolean takePlace() {
        int most = rate.maxPending();
        int before = pending.getAndUpdate(present -> present < most ? present + 1 : present);
        return before < most;
    }

    private boolean takeToken(Rate current) {
        while (true) {
            long now = nanoTime.getAsLong();
            long before = emptyAt.get();
            // A full bucket holds no more tokens than the burst.
            long from = Math.max(before - now, -current.burstNanos()) + now;
            long after = from + current.nanosPerToken();
            if (after - now > 0) {
                return false;
            }
            if (emptyAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
