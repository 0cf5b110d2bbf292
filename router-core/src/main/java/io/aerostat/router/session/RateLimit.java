package io.aerostat.router.session;

import java.time.Duration;

/**
 * A limit on the rate of messages.
 *
 * @param messages the number of messages that are accepted in each {@code period} in the long run, from 1 to 1,000,000
 * @param period from a millisecond to a day
 * @param burst the number of messages that are accepted at once after a time without messages, from 1 to 1,000,000
 */
public record RateLimit(int messages, Duration period, int burst) {
    /** The largest value of {@code messages} and of {@code burst}. */
    public static final int MAXIMUM = 1_000_000;

    /** The longest period. */
    public static final Duration LONGEST = Duration.ofDays(1);

    public RateLimit {
        requireInRange("messages", messages);
        requireInRange("burst", burst);
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "period: found " + period + " (expected a time from a millisecond to a day)");
        }
    }

    /** Returns a limit of messages per second. */
    public static RateLimit perSecond(int messages, int burst) {
        return new RateLimit(messages, Duration.ofSeconds(1), burst);
    }

    private static void requireInRange(String name, int value) {
        if (value < 1 || value > MAXIMUM) {
            throw new IllegalArgumentException(name + ": found " + value + " (expected 1 to " + MAXIMUM + ")");
        }
    }
}
