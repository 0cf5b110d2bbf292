package io.aerostat.client.session.life;

import io.aerostat.client.session.CloseReason;
import io.aerostat.protocol.message.WampMessage;

/** Where a session is between its first message and its last; each state knows what may arrive in it (SES-22). */
sealed interface SessionState permits Handshake, Established, Leaving, Ended {
    void message(WampMessage message);

    /** The network keeps up again. */
    default void writable() {}

    /** The session is over, and no message can be sent or received any more. */
    void ended(CloseReason reason);
}
