package io.aerostat.router.session.state;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A state of a connection. Each state handles the messages and events that are legal in it (SES-22). Confined to the
 * connection's loop.
 */
sealed interface ConnectionState permits AwaitingHello, Slowed, Authenticating, Challenging, Joined, Leaving, Ended {

    void onMessage(WampMessage message);

    /** Called when a message has been skipped because it is too large. */
    void onOversized(OversizedMessage message);

    /** Returns how long this state may last; null for no limit. */
    default @Nullable Duration deadline(SessionTimeouts timeouts) {
        return null;
    }

    /** Called when the deadline of this state has passed. */
    default void onDeadline() {}

    /**
     * Called when the connection ends in this state. The state must then release its resources.
     *
     * @param why the reason for the log
     */
    default void onLeave(LeaveReason reason, String why) {}

    /** Called when the router is shutting down. */
    void onShutDown(String reason);

    /** Ends a connection without a session, because the router is shutting down (SES-17). */
    static void abortJoining(WampConnection connection, String reason) {
        connection.abort(reason, "the router shuts down", LinkClose.GOING_AWAY);
    }

    /** Ends the connection because of a message that is not legal before the session is established (SES-1, PV-2). */
    static void violateBeforeJoin(WampConnection connection, WampMessage message, String expected) {
        connection.violate("found " + message.type() + " (expected " + expected + ")");
    }

    static void violateBeforeJoin(WampConnection connection, OversizedMessage message) {
        connection.violate("a message of type " + message.code() + " is larger than accepted");
    }

    static void failLate(WampConnection connection, Applicant applicant, String what) {
        connection.refuse(applicant, ErrorUris.AUTHENTICATION_FAILED, new CloseDetails(what, null), LinkClose.POLICY);
    }
}
