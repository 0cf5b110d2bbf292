package io.aerostat.router.rate;

import io.aerostat.router.session.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of one session's requests (P29). A request needs a token of the session's own bucket, and a token of
 * the bucket that all sessions of its role share; a refused request takes no token. Confined to the session's loop,
 * except for {@link #refused()}.
 */
public final class SessionRate {
    private final RoleRate role;
    /** The limit for which {@link #size} was computed; null if there is none. */
    private @Nullable RateLimit limit;

    private @Nullable BucketSize size;
    private long fullAt;
    private volatile long refused;

    public SessionRate(RoleRate role) {
        this.role = role;
    }

    /**
     * Takes the tokens that one request needs. If the request must be refused, takes none and returns the nanoseconds
     * after which it would be accepted; otherwise returns zero.
     */
    public long take() {
        RoleRate.Terms terms = role.terms();
        return terms == null ? 0 : take(terms);
    }

    private long take(RoleRate.Terms terms) {
        long now = role.now();
        if (terms.session() != limit) {
            renew(terms.session(), now);
        }
        BucketSize own = size;
        long wait = own == null ? 0 : own.waitFor(fullAt, now);
        if (wait <= 0 && terms.shared() != null) {
            wait = terms.shared().take(now);
        }
        if (wait > 0) {
            refused = refused + 1; // only the session's loop writes
            return wait;
        }
        if (own != null) {
            fullAt = own.fullAfterTake(fullAt, now);
        }
        return 0;
    }

    /** Begins with a full bucket if the limit is new for this session. */
    private void renew(@Nullable RateLimit present, long now) {
        if (present == null || !present.equals(limit)) {
            size = present == null ? null : BucketSize.of(present);
            fullAt = now;
        }
        limit = present;
    }

    /** Returns the number of requests that were refused. Any thread. */
    public long refused() {
        return refused;
    }
}
