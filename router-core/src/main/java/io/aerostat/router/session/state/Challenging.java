package io.aerostat.router.session.state;

import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;

/** The state after CHALLENGE. The client must answer with exactly one AUTHENTICATE (AUT-11). */
final class Challenging implements ConnectionState {
    private final WampConnection connection;
    private final AuthenticationRequest request;
    private final String method;
    private final Duration patience;
    private final Challenged challenged;

    Challenging(
            WampConnection connection,
            AuthenticationRequest request,
            String method,
            Duration patience,
            Challenged challenged) {
        this.connection = connection;
        this.request = request;
        this.method = method;
        this.patience = patience;
        this.challenged = challenged;
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Authenticate answer) {
            if (Authenticating.refuseLockedOut(connection, request)) {
                return; // logins over other connections have failed since HELLO
            }
            Authenticating.proceed(
                    connection, request, method, patience, challenged.answer().apply(answer));
        } else if (message instanceof Abort) {
            connection.close(LinkClose.NORMAL); // SES-12
        } else {
            ConnectionState.violateBeforeJoin(connection, message, "Authenticate");
        }
    }

    @Override
    public void onOversized(OversizedMessage message) {
        ConnectionState.violateBeforeJoin(connection, message);
    }

    @Override
    public Duration deadline(SessionTimeouts timeouts) {
        return timeouts.handshake();
    }

    @Override
    public void onDeadline() {
        ConnectionState.failLate(connection, Applicant.of(request), "no AUTHENTICATE in time"); // SES-23
    }

    @Override
    public void onShutDown(String reason) {
        ConnectionState.abortJoining(connection, reason);
    }

    @Override
    public String toString() {
        return "challenged by " + method;
    }
}
