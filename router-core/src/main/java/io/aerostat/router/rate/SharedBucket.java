package io.aerostat.router.rate;

import io.aerostat.router.session.RateLimit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for all sessions of a role. Remembers one number, the time at which the bucket will be full again. Any
 * thread.
 */
final class SharedBucket {
    private final BucketSize size;
    private final AtomicLong fullAt;

    SharedBucket(RateLimit limit, long now) {
        this.size = BucketSize.of(limit);
        this.fullAt = new AtomicLong(now);
    }

    /** Takes a token and returns zero. If there is no token, returns the nanoseconds until there is one. */
    long take(long now) {
        while (true) {
            long seen = fullAt.get();
            long wait = size.waitFor(seen, now);
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(seen, size.fullAfterTake(seen, now))) {
                return 0;
            }
        }
    }
}
