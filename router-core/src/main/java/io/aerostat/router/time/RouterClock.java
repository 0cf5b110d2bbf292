package io.aerostat.router.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The router's source of time: the time of day, and a steady time that no change of the machine's clock moves.
 * Immutable; any thread.
 *
 * @param wall the time of day, for people and for files: when something happened, when a cookie expires for the next
 *     router
 * @param steady nanoseconds that pass evenly, as of {@link System#nanoTime}: how long something counts or is kept
 */
public record RouterClock(InstantSource wall, LongSupplier steady) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Returns the clock of this machine. Its steady time begins at the time of day. */
    public static RouterClock system() {
        Instant origin = Instant.now();
        long offset = origin.getEpochSecond() * NANOS_PER_SECOND + origin.getNano() - System.nanoTime();
        return new RouterClock(InstantSource.system(), () -> System.nanoTime() + offset);
    }

    /** Returns the time of day. */
    public Instant now() {
        return wall.instant();
    }

    /** Returns the steady time in nanoseconds; only the difference of two of them means something. */
    public long steadyNanos() {
        return steady.getAsLong();
    }

    /** Returns the steady time as an instant; compare it only with other instants of this method. */
    public Instant steadyNow() {
        return Instant.EPOCH.plusNanos(steadyNanos());
    }

    /** Returns by how much the time of day is ahead of the steady time; it changes when the machine's clock is set. */
    public Duration ahead() {
        return Duration.between(steadyNow(), now());
    }
}
