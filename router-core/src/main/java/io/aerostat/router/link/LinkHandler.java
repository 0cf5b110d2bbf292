package io.aerostat.router.link;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;

/** What a link tells its session. Every call is on the link's loop; after {@link #onClosed} nothing follows. */
public interface LinkHandler {
    void onMessage(WampMessage message);

    /** What arrived is not WAMP; the link passes on nothing more. The handler answers with ABORT and closes the link. */
    void onViolation(ProtocolViolation violation);

    /**
     * A message larger than accepted was skipped; the link goes on. The handler refuses the request with {@code wamp.error.payload_size_exceeded}
     * (P21). Without an own implementation it is a violation.
     */
    default void onOversized(OversizedMessage message) {
        onViolation(new ProtocolViolation("a message of type " + message.code() + " is larger than accepted"));
    }

    /** The connection is gone, whoever ended it. Called exactly once. */
    void onClosed(String reason);
}
