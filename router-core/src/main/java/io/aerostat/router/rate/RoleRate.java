package io.aerostat.router.rate;

import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The current limits of a role, and the bucket that the role's sessions share. Sessions keep this object until they
 * end, so changed limits apply to their next request. Any thread reads; {@link RoleRates} alone writes.
 */
public final class RoleRate {
    /** The rate of sessions that have no limit, such as the router's own sessions. */
    public static final RoleRate UNLIMITED = new RoleRate(System::nanoTime);

    private final LongSupplier nanoTime;
    private volatile @Nullable Terms terms;

    /**
     * A snapshot of the limits.
     *
     * @param session the limit for each session; null for none
     * @param shared the bucket of the role; null if the role as a whole has no limit
     */
    record Terms(
            RateLimits limits,
            @Nullable RateLimit session,
            @Nullable SharedBucket shared) {}

    RoleRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the current limits; null if there are none. */
    @Nullable
    Terms terms() {
        return terms;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Replaces the limits. Keeps the bucket of the role if the limit of the role has not changed. */
    void become(RateLimits limits) {
        Terms before = terms;
        if (limits.session().isEmpty() && limits.role().isEmpty()) {
            terms = null;
        } else if (before == null || !before.limits.equals(limits)) {
            terms = new Terms(limits, limits.session().orElse(null), shared(before, limits));
        }
    }

    private @Nullable SharedBucket shared(@Nullable Terms before, RateLimits limits) {
        if (before != null && before.limits.role().equals(limits.role())) {
            return before.shared;
        }
        return limits.role().map(limit -> new SharedBucket(limit, now())).orElse(null);
    }
}
