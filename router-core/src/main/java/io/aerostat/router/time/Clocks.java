package io.aerostat.router.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks of a machine. Immutable; any thread.
 *
 * @param wall the time of day, for people and for files: when something happened, when a cookie expires for the next router
 * @param steady runs evenly whatever happens to the time of day: for how long something counts or is kept
 */
public record Clocks(InstantSource wall, InstantSource steady) {
    /** The clocks of this machine. */
    public static Clocks system() {
        Instant origin = Instant.now();
        long start = System.nanoTime();
        return new Clocks(InstantSource.system(), () -> origin.plusNanos(System.nanoTime() - start));
    }

    /** By how much the time of day is ahead now; it changes when somebody sets the clock of the machine. */
    public Duration ahead() {
        return Duration.between(steady.instant(), wall.instant());
    }
}
