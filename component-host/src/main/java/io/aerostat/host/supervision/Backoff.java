package io.aerostat.host.supervision;

import java.time.Duration;

/**
 * The delay between a failure and the next start. The delay grows exponentially, with jitter, up to a ceiling. After a
 * run that was in service for long enough, the delay is short again.
 *
 * @param initial the first delay; short, so that a single crash is hardly noticed
 * @param ceiling the longest delay, including jitter
 * @param factor the factor from one delay to the next, at least 1
 * @param jitter the share by which a delay is randomly longer or shorter, from 0 to 1, so that workers that failed
 *     together do not return together
 * @param healthyAfter the time in service after which a failure counts as the first in a row
 */
public record Backoff(Duration initial, Duration ceiling, double factor, double jitter, Duration healthyAfter) {

    /**
     * The default: delays begin with 250 ms and double up to 30 s, with 20 % jitter; a run is healthy after 20 s in
     * service.
     */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), 2, 0.2, Duration.ofSeconds(20));

    public Backoff {
        if (initial.isNegative() || initial.isZero()) {
            throw new IllegalArgumentException("initial: found " + initial + " (expected more than 0)");
        }
        if (ceiling.compareTo(initial) < 0) {
            throw new IllegalArgumentException("ceiling: found " + ceiling + " (expected at least " + initial + ")");
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor: found " + factor + " (expected at least 1)");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter: found " + jitter + " (expected from 0 to 1)");
        }
        if (healthyAfter.isNegative()) {
            throw new IllegalArgumentException("healthyAfter: found " + healthyAfter + " (expected at least 0)");
        }
    }

    /**
     * Returns the delay before the next attempt.
     *
     * @param failures the number of earlier failures in a row, without the latest failure
     * @param random a random number, from 0 (shortest delay) to 1 (longest delay)
     */
    Duration delay(int failures, double random) {
        double seconds = seconds(initial) * Math.pow(factor, failures);
        double jittered = Math.min(seconds, seconds(ceiling)) * (1 + jitter * (2 * random - 1));
        return Duration.ofNanos((long) (Math.min(jittered, seconds(ceiling)) * 1e9));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
