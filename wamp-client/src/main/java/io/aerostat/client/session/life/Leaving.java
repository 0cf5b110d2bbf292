package io.aerostat.client.session.life;

import io.aerostat.client.session.CloseReason;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;

/**
 * The state after this client has sent GOODBYE: waits for the router's GOODBYE, and drops all other messages (SES-14).
 */
record Leaving(SessionDriver driver, Established session, CloseReason reason) implements SessionState {
    @Override
    public void message(WampMessage message) {
        if (message instanceof Goodbye || message instanceof Abort) {
            driver.end(reason);
        }
    }

    /** Ends the session with the reason of this client, even if the connection ended before the router's GOODBYE. */
    @Override
    public void ended(CloseReason ignored) {
        session.ended(reason);
    }
}
