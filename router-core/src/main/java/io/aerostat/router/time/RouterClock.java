package io.aerostat.router.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The router's source of time: the time of day, and a steady time that changes of the machine's clock do not affect.
 * Immutable; any thread.
 *
 * @param wall the time of day, for people and files: when something has happened, or when a cookie in a file expires
 * @param steady a count of nanoseconds that advances evenly, like {@link System#nanoTime}; decides how long something
 *     is valid or kept
 */
public record RouterClock(InstantSource wall, LongSupplier steady) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Returns the clock of this machine. Its steady time starts at the current time of day. */
    public static RouterClock system() {
        Instant origin = Instant.now();
        long offset = origin.getEpochSecond() * NANOS_PER_SECOND + origin.getNano() - System.nanoTime();
        return new RouterClock(InstantSource.system(), () -> System.nanoTime() + offset);
    }

    /** Returns the time of day. */
    public Instant now() {
        return wall.instant();
    }

    /** Returns the steady time in nanoseconds. Only the difference between two steady times is meaningful. */
    public long steadyNanos() {
        return steady.getAsLong();
    }

    /** Returns the steady time as an instant. Compare it only with other instants from this method. */
    public Instant steadyNow() {
        return Instant.EPOCH.plusNanos(steadyNanos());
    }

    /** Returns the time of day minus the steady time. The difference changes when the machine's clock is set. */
    public Duration ahead() {
        return Duration.between(steadyNow(), now());
    }
}
