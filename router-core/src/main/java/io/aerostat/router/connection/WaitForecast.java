package io.aerostat.router.connection;

import java.time.Duration;

/**
 * Predicts how long a newcomer will wait for its turn: the number of newcomers before it, times the time that earlier
 * newcomers needed to move up by one place. That time includes everything that slows the loop down: established
 * sessions, code that is not compiled yet, other processes. Each loop has one forecast.
 */
final class WaitForecast {
    /** The assumed time for one place before any newcomer has waited. */
    private static final long FIRST_GUESS = Duration.ofNanos(250_000).toNanos();
    /** The number of newcomers over which the time for one place is averaged. */
    private static final int MEMORY = 16;

    private long nanosPerPlace = FIRST_GUESS;

    /**
     * Called when a newcomer has its turn, with its first place in the queue, at least 1, and the time that it waited.
     */
    void waited(int place, long nanos) {
        nanosPerPlace += (nanos / place - nanosPerPlace) / MEMORY;
    }

    /** Returns the number of nanoseconds until a newcomer in this place will have its turn. */
    long nanosUntil(int place) {
        return place * nanosPerPlace;
    }
}
