package io.aerostat.client.reconnect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to join again after a connection was lost or refused.
 *
 * @param initialDelay the delay before the first attempt, from which the jitter is subtracted
 * @param maxDelay the longest delay, before the jitter is subtracted
 * @param multiplier the factor from one delay to the next, at least 1
 * @param jitter the largest part of each delay that is subtracted at random, from 0 to 1, so that a thousand clients do
 *     not reconnect in the same millisecond
 * @param maxAttempts the number of failed attempts in a row before the client gives up; with 0, the client never
 *     reconnects; with {@link Integer#MAX_VALUE}, it never gives up
 * @param retriesFirst whether the very first join is retried too
 * @param retriesRefusal whether to try again after a refusal that will probably not change, such as a refusal because
 *     of a wrong secret
 */
public record ReconnectOptions(
        Duration initialDelay,
        Duration maxDelay,
        double multiplier,
        double jitter,
        int maxAttempts,
        boolean retriesFirst,
        boolean retriesRefusal) {
    /** After the first successful join, tries again without end, with delays of half a second to half a minute. */
    public static final ReconnectOptions DEFAULT = new ReconnectOptions(
            Duration.ofMillis(500), Duration.ofSeconds(30), 1.7, 0.5, Integer.MAX_VALUE, false, false);

    /** Never reconnects: the session ends with its connection. */
    public static final ReconnectOptions OFF =
            new ReconnectOptions(Duration.ofMillis(500), Duration.ofSeconds(30), 1.7, 0.5, 0, false, false);

    public ReconnectOptions {
        if (initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException("delays: found " + initialDelay + " to " + maxDelay
                    + " (expected 0 or more, and the second not shorter than the first)");
        }
        if (!(multiplier >= 1)) {
            throw new IllegalArgumentException("multiplier: found " + multiplier + " (expected at least 1)");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter: found " + jitter + " (expected 0 to 1)");
        }
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("maxAttempts: found " + maxAttempts + " (expected 0 or more)");
        }
    }

    /** Returns these options with other values of {@code initialDelay} and {@code maxDelay}. */
    public ReconnectOptions delays(Duration initialDelay, Duration maxDelay) {
        return new ReconnectOptions(
                initialDelay, maxDelay, multiplier, jitter, maxAttempts, retriesFirst, retriesRefusal);
    }

    public ReconnectOptions maxAttempts(int maxAttempts) {
        return new ReconnectOptions(
                initialDelay, maxDelay, multiplier, jitter, maxAttempts, retriesFirst, retriesRefusal);
    }

    /** Retries the very first join as well, for services that may start before their router. */
    public ReconnectOptions retryingFirst() {
        return new ReconnectOptions(initialDelay, maxDelay, multiplier, jitter, maxAttempts, true, retriesRefusal);
    }

    /** Tries again after refusals as well, for services whose account may be created later. */
    public ReconnectOptions retryingRefusal() {
        return new ReconnectOptions(initialDelay, maxDelay, multiplier, jitter, maxAttempts, retriesFirst, true);
    }

    /**
     * Returns how long to wait before an attempt.
     *
     * @param attempt the number of the attempt; 0 for the first attempt after a loss
     */
    public Duration delay(int attempt, RandomGenerator random) {
        double full = Math.min(maxDelay.toMillis(), initialDelay.toMillis() * Math.pow(multiplier, attempt));
        return Duration.ofMillis(Math.round(full * (1 - jitter * random.nextDouble())));
    }
}
