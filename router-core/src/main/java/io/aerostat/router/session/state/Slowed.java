package io.aerostat.router.session.state;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;

/** The state before authentication begins, if logins with the client's authid have failed too often. */
final class Slowed implements ConnectionState {
    private final WampConnection connection;
    private final AuthenticationRequest request;
    private final Duration delay;

    Slowed(WampConnection connection, AuthenticationRequest request, Duration delay) {
        this.connection = connection;
        this.request = request;
        this.delay = delay;
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Abort) {
            connection.close(LinkClose.NORMAL); // SES-12
        } else {
            ConnectionState.violateBeforeJoin(connection, message, "nothing before authentication begins");
        }
    }

    @Override
    public void onOversized(OversizedMessage message) {
        ConnectionState.violateBeforeJoin(connection, message);
    }

    @Override
    public Duration deadline(SessionTimeouts timeouts) {
        return delay;
    }

    @Override
    public void onDeadline() {
        Authenticating.beginNow(connection, request);
    }

    @Override
    public void onShutDown(String reason) {
        ConnectionState.abortJoining(connection, reason);
    }

    @Override
    public String toString() {
        return "waiting before authentication";
    }
}
