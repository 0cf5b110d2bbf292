package io.aerostat.router.session.joined;

import io.aerostat.router.link.Link;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.tally.TrafficTally;
import org.jspecify.annotations.Nullable;

/** The connection that carries a joined session, as the session sees it. Confined to the link's loop. */
public interface SessionConnection {
    Link link();

    /** Returns the options that the transport sets for its sessions. */
    SessionOptions options();

    /** Returns the tally of the connection's messages. */
    TrafficTally traffic();

    /** Sends ABORT {@code wamp.error.protocol_violation} and closes the connection. */
    void violate(String message);

    /**
     * Sends GOODBYE for this session and waits for the client's GOODBYE (SES-14). Does nothing if the connection no
     * longer carries this session.
     */
    void end(RouterSession session, String reason, @Nullable String message, LeaveReason leave);
}
