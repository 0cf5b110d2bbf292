package io.aerostat.router.meta;

import io.aerostat.router.peer.Peer;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The joined sessions of a realm, without the router's own. Any thread. */
public interface SessionDirectory {
    Collection<? extends Peer> all();

    Optional<? extends Peer> find(long id);

    /** Ends a session together with all others: without testaments and {@code on_leave} (SM-2). */
    void endWithAll(Peer session, String reason, @Nullable String message);
}
