package io.aerostat.router.connection;

import java.time.Duration;

/**
 * Predicts how long a newcomer will wait for its turn: its place in the queue, times the average time that earlier
 * newcomers needed to advance by one place. That time includes everything that slows the loop down, such as established
 * sessions, code that is not compiled yet, and other processes. Each loop has one forecast.
 */
final class WaitForecast {
    /** The initial estimate of the time for one place, used before any newcomer has waited. */
    private static final long FIRST_GUESS = Duration.ofNanos(250_000).toNanos();
    /** The number of newcomers over which the time for one place is averaged. */
    private static final int MEMORY = 16;

    private long nanosPerPlace = FIRST_GUESS;

    /**
     * Records the wait of a newcomer whose turn has come.
     *
     * @param place its place when it entered the queue, at least 1
     * @param nanos how long it has waited
     */
    void waited(int place, long nanos) {
        nanosPerPlace += (nanos / place - nanosPerPlace) / MEMORY;
    }

    /** Returns how many nanoseconds a newcomer at this place will wait for its turn. */
    long nanosUntil(int place) {
        return place * nanosPerPlace;
    }
}
