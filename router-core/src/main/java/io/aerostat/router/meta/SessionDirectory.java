package io.aerostat.router.meta;

import io.aerostat.router.peer.Peer;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The joined sessions of a realm, except the router's own sessions. Any thread. */
public interface SessionDirectory {
    Collection<? extends Peer> all();

    Optional<? extends Peer> find(long id);

    /**
     * Checks a fresh proof of a session's identity, and extends the session until that proof expires (P30). Called on
     * the session's loop.
     *
     * @return the new time at which the session ends; fails with {@link io.aerostat.router.service.ServiceException} if
     *     the proof is refused, or if this session does not expire
     */
    CompletionStage<Instant> renew(Peer session, String proof);

    /** Returns the number of a session's requests that exceeded a rate limit. */
    default long tooFastRequests(Peer session) {
        return 0;
    }

    /** Called before a procedure ends {@code session}. The session {@code by} has called this procedure. */
    default void killed(Peer session, long by, String reason) {}

    /** Ends a session together with all others, without testaments and {@code on_leave} (SM-2). */
    void endWithAll(Peer session, String reason, @Nullable String message);
}
