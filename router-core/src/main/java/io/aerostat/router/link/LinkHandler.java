package io.aerostat.router.link;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;

/** What a link tells its session. Every call is on the link's loop; after {@link #onClosed} nothing follows. */
public interface LinkHandler {
    void onMessage(WampMessage message);

    /** What arrived is not WAMP; the link passes on nothing more. The handler answers with ABORT and closes the link. */
    void onViolation(ProtocolViolation violation);

    /** The messages that were there to be read have all been handed over. */
    void onReadBatchEnd();

    /** The connection is gone, whoever ended it. Called exactly once. */
    void onClosed(String reason);
}
