package io.aerostat.router.session;

import java.util.Optional;

/**
 * The limits on the requests of a role's sessions: CALL, PUBLISH, REGISTER and SUBSCRIBE. A request that exceeds a
 * limit is refused with {@code wamp.error.too_many_requests}. The keyword argument {@code retry_after_ms} is the number
 * of milliseconds after which the request would be accepted. A PUBLISH without acknowledgement is dropped. Answers to
 * invocations, and messages that cancel or release something, are never limited.
 *
 * @param session the limit for each session; empty for none
 * @param role the limit for all sessions of the role together; empty for none
 */
public record RateLimits(Optional<RateLimit> session, Optional<RateLimit> role) {
    /** No limits. */
    public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

    /** Returns a limit for each session of a role, without a limit for all its sessions together. */
    public static RateLimits ofSession(RateLimit limit) {
        return new RateLimits(Optional.of(limit), Optional.empty());
    }

    /** Returns a limit for all sessions of a role together, without a limit for each session. */
    public static RateLimits ofRole(RateLimit limit) {
        return new RateLimits(Optional.empty(), Optional.of(limit));
    }
}
