package io.aerostat.router.session.state;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.session.SessionTimeouts;
import java.time.Duration;

/** The state without a session: the connection is new, or its previous session has ended (SES-19). */
final class AwaitingHello implements ConnectionState {
    private final WampConnection connection;
    private final boolean afterSession;

    AwaitingHello(WampConnection connection, boolean afterSession) {
        this.connection = connection;
        this.afterSession = afterSession;
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Hello hello) {
            onHello(hello);
        } else if (message instanceof Abort) {
            connection.close(LinkClose.NORMAL); // SES-11
        } else if (!(afterSession && isLate(message))) {
            // SES-14, A-59: drop late messages of the previous session, such as an answer to a call.
            ConnectionState.violateBeforeJoin(connection, message, "HELLO");
        }
    }

    /** Checks whether a client may have sent this message before it noticed the end of its session. */
    private static boolean isLate(WampMessage message) {
        return message.type().isSentByClients() && message.type().isLegalInSession();
    }

    private void onHello(Hello hello) {
        if (RouterRoles.AGENT.equals(hello.details().agent())) {
            connection.link().peerAnswersPings(); // the project's own client supports pings
        }
        if (!hasClientRole(hello.details().roles())) {
            connection.violate(
                    "HELLO.Details.roles: found no client role (expected one of publisher, subscriber, caller,"
                            + " callee)"); // SES-2
            return;
        }
        String realm = hello.realm();
        boolean assigned = connection.authentication().assignsRealms();
        if (realm != null && !UriCheck.LOOSE.isUri(realm)) {
            refuse(hello, ErrorUris.INVALID_URI, "HELLO.realm: found no valid URI"); // SES-10
        } else if (realm == null && !assigned) {
            refuse(hello, ErrorUris.NO_SUCH_REALM, "no realm requested");
        } else if (realm != null && !assigned && !connection.realms().isJoinable(realm)) {
            refuse(hello, ErrorUris.NO_SUCH_REALM, "no realm \"" + realm + "\" exists on this router"); // SES-9
        } else {
            AuthenticationRequest request = new AuthenticationRequest(
                    Ids.random(),
                    realm,
                    hello.details(),
                    connection.link().transport(),
                    connection.link().serializer().serialization());
            Authenticating.begin(connection, request);
        }
    }

    private void refuse(Hello hello, String reason, String message) {
        connection.refuse(
                Applicant.of(hello.details().authid(), hello.realm()),
                reason,
                new CloseDetails(message, null),
                LinkClose.NORMAL);
    }

    private static boolean hasClientRole(Roles roles) {
        for (Role role : roles.features().keySet()) {
            if (role.isClient()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onOversized(OversizedMessage message) {
        ConnectionState.violateBeforeJoin(connection, message);
    }

    @Override
    public Duration deadline(SessionTimeouts timeouts) {
        return afterSession ? timeouts.rejoin() : timeouts.handshake();
    }

    @Override
    public void onDeadline() {
        if (afterSession) {
            connection.close(LinkClose.NORMAL);
        } else {
            ConnectionState.failLate(connection, Applicant.UNKNOWN, "no HELLO in time"); // SES-23
        }
    }

    @Override
    public void onShutDown(String reason) {
        ConnectionState.abortJoining(connection, reason);
    }

    @Override
    public String toString() {
        return "awaiting HELLO";
    }
}
