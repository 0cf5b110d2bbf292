package io.aerostat.router.connection;

import java.time.Duration;

/**
 * Predicts how long a newcomer will wait for its turn: the places before it, times the time that a place took the
 * newcomers before. That time contains all that slows the loop down: established sessions, code that is not compiled
 * yet, other processes. One loop each.
 */
final class WaitForecast {
    /** The time for a place before any newcomer has waited. */
    private static final long FIRST_GUESS = Duration.ofNanos(250_000).toNanos();
    /** The number of newcomers over which a changed speed is noticed. */
    private static final int MEMORY = 16;

    private long nanosPerPlace = FIRST_GUESS;

    /** Called when a newcomer that was in that place, at least 1, has its turn after waiting for that time. */
    void waited(int place, long nanos) {
        nanosPerPlace += (nanos / place - nanosPerPlace) / MEMORY;
    }

    /** Returns the nanoseconds after which the newcomer in that place will have its turn. */
    long nanosUntil(int place) {
        return place * nanosPerPlace;
    }
}
