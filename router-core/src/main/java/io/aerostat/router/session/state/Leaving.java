package io.aerostat.router.session.state;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;

/** The state after the router's GOODBYE. All messages except the client's GOODBYE are discarded (SES-14). */
final class Leaving implements ConnectionState {
    private final WampConnection connection;
    private final LinkClose answered;

    /**
     * Creates the state.
     *
     * @param answered how to close the connection after the client's GOODBYE
     */
    Leaving(WampConnection connection, LinkClose answered) {
        this.connection = connection;
        this.answered = answered;
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Goodbye || message instanceof Abort) {
            connection.close(answered);
        }
    }

    @Override
    public Duration deadline(SessionTimeouts timeouts) {
        return timeouts.goodbye();
    }

    @Override
    public void onDeadline() {
        connection.close(LinkClose.GOING_AWAY); // SES-15
    }

    @Override
    public void onOversized(OversizedMessage message) {}

    @Override
    public void onShutDown(String reason) {
        // The session is already ending.
    }

    @Override
    public String toString() {
        return "leaving";
    }
}
