package io.aerostat.router.link;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.tally.TrafficTally;

/** Receives the events of a link. Every method is called on the link's loop; none is called after {@link #onClosed}. */
public interface LinkHandler {
    void onMessage(WampMessage message);

    /**
     * Called when the peer has sent something that is not WAMP; no message follows. The handler sends ABORT and closes
     * the link.
     */
    void onViolation(ProtocolViolation violation);

    /**
     * Called when a message larger than accepted was skipped; the link stays open. The handler refuses the request with
     * {@code wamp.error.payload_size_exceeded} (P21). The default implementation treats the message as a violation.
     */
    default void onOversized(OversizedMessage message) {
        onViolation(new ProtocolViolation("a message of type " + message.code() + " is larger than accepted"));
    }

    /** Returns the tally of this link's messages; the link's loop writes it. */
    default TrafficTally traffic() {
        return TrafficTally.UNCOUNTED;
    }

    /** Called exactly once when the connection has ended, whichever side has ended it. */
    void onClosed(String reason);
}
