package io.aerostat.client.session.life;

import io.aerostat.client.session.CloseReason;
import io.aerostat.protocol.message.WampMessage;

/** A state in the life of a session; each state decides which messages it accepts (SES-22). */
sealed interface SessionState permits Handshake, Established, Leaving, Ended {
    void message(WampMessage message);

    /** Called when the network accepts more messages again. */
    default void writable() {}

    /** Called when the session has ended; no message can be sent or received any more. */
    void ended(CloseReason reason);
}
