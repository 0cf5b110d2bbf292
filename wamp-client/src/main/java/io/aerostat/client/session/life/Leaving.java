package io.aerostat.client.session.life;

import io.aerostat.client.session.CloseReason;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;

/** We said GOODBYE and wait for the router's; everything else is dropped (SES-14). */
record Leaving(SessionDriver driver, Established session, CloseReason reason) implements SessionState {
    @Override
    public void message(WampMessage message) {
        if (message instanceof Goodbye || message instanceof Abort) {
            driver.end(reason);
        }
    }

    /** The session was left, however the connection ended. */
    @Override
    public void ended(CloseReason ignored) {
        session.ended(reason);
    }
}
