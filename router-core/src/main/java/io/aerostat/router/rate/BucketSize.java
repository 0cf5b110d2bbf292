package io.aerostat.router.rate;

import io.aerostat.router.session.RateLimit;

/**
 * The arithmetic of a token bucket whose only state is the time at which the bucket will be full again. All times are
 * in nanoseconds of {@link System#nanoTime()}, and are compared by their difference.
 *
 * @param interval the time in which the bucket gains one token
 * @param capacity the time in which an empty bucket becomes full
 */
record BucketSize(long interval, long capacity) {
    /** The largest capacity is 73 years, so that sums of times do not overflow. */
    private static final long LARGEST_CAPACITY = Long.MAX_VALUE / 4;

    static BucketSize of(RateLimit limit) {
        long interval = Math.max(1, limit.period().toNanos() / limit.messages());
        long capacity = interval > LARGEST_CAPACITY / limit.burst() ? LARGEST_CAPACITY : interval * limit.burst();
        return new BucketSize(interval, capacity);
    }

    /** Returns the time until the bucket has a token; zero or less if it has one now. */
    long waitFor(long fullAt, long now) {
        return Math.max(fullAt - now, 0) + interval - capacity;
    }

    /** Returns the time at which the bucket will be full if one token is taken now. */
    long fullAfterTake(long fullAt, long now) {
        return now + Math.max(fullAt - now, 0) + interval;
    }
}
