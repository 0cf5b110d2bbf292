package io.aerostat.client.session.life;

import io.aerostat.client.session.CloseReason;
import io.aerostat.protocol.message.WampMessage;

/** The state after the end of a session: every further message is dropped. */
record Ended(CloseReason reason) implements SessionState {
    @Override
    public void message(WampMessage message) {}

    @Override
    public void ended(CloseReason reason) {}
}
