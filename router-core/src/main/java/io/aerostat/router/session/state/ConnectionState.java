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

/** Where a connection stands, with the messages and events that are legal there (SES-22). Confined to the connection's loop. */
sealed interface ConnectionState permits AwaitingHello, Authenticating, Challenging, Joined, Leaving, Ended {

    void onMessage(WampMessage message);

    /** A message was too large to be received and was skipped. */
    void onOversized(OversizedMessage message);

    /** How long this state may last; null for ever. */
    default @Nullable Duration deadline(SessionTimeouts timeouts) {
        return null;
    }

    default void onDeadline() {}

    /**
     * The connection leaves this state for good: what it holds is given up.
     *
     * @param why for the log
     */
    default void onLeave(LeaveReason reason, String why) {}

    /** The router goes. */
    void onShutDown(String reason);

    /** The usual end of a joining connection when the router goes: ABORT (SES-17). */
    static void abortJoining(WampConnection connection, String reason) {
        connection.abort(reason, "the router shuts down", LinkClose.GOING_AWAY);
    }

    /** SES-1, PV-2: what may not come before the session is established. */
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
