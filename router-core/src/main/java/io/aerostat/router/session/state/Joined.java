package io.aerostat.router.session.state;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.link.Sent;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.SessionTimeouts;
import io.aerostat.router.session.joined.JoinableRealm;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.state.RealmDirectory.Opened;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The state of an established session. */
final class Joined implements ConnectionState {
    private static final Logger LOG = LoggerFactory.getLogger(Joined.class);

    private final WampConnection connection;
    private final RouterSession session;
    /** Whether the client has sent GOODBYE; messages that it sent before may still wait for a check. */
    private boolean parting;

    private Joined(WampConnection connection, RouterSession session) {
        this.connection = connection;
        this.session = session;
    }

    /** Lets the client join the realm that it requested or was assigned, or refuses the client. */
    static void join(WampConnection connection, AuthenticationRequest request, String method, Granted granted) {
        String name = granted.realm() != null ? granted.realm() : request.realm();
        Optional<String> unrouted = name == null
                ? Optional.empty()
                : connection.options().routes().flatMap(routes -> routes.fault(name, granted.authrole()));
        if (unrouted.isPresent()) {
            refuse(
                    connection,
                    new Applicant(granted.authid(), RefusalLog.printable(name)),
                    ErrorUris.NO_SUCH_REALM,
                    unrouted.get());
            return;
        }
        Opened opened = name == null
                ? new Opened(null, ErrorUris.NO_SUCH_REALM, "no realm assigned")
                : connection.realms().open(name, granted.authrole());
        JoinableRealm realm = opened.realm();
        if (realm == null) {
            refuse(
                    connection,
                    new Applicant(granted.authid(), RefusalLog.printable(name)),
                    opened.error(),
                    opened.text());
            return;
        }
        Authorizer authorizer = realm.authorizer(granted.authrole());
        if (authorizer == null) {
            refuse(
                    connection,
                    new Applicant(granted.authid(), realm.name()),
                    ErrorUris.NO_SUCH_ROLE,
                    "realm \"" + realm.name() + "\" has no role \"" + granted.authrole() + "\"");
            return;
        }
        Principal principal = new Principal(
                realm.name(), granted.authid(), granted.authrole(), method, granted.authprovider(), granted.extra());
        String reached = realm.admit(principal);
        if (JoinableRealm.GONE.equals(reached)) {
            join(connection, request, method, granted); // The empty realm was removed just now, so create it again.
            return;
        }
        if (reached != null) {
            RefusalLog.warning(LOG).log("realm {}: {} cannot join: {}", realm.name(), principal, reached);
            connection.countRefusal(new Applicant(granted.authid(), realm.name()), ErrorUris.LIMIT_EXCEEDED, reached);
            connection.abort(ErrorUris.LIMIT_EXCEEDED, reached, LinkClose.NORMAL);
            return;
        }
        RouterSession session = new RouterSession(
                request.session(),
                principal,
                SharedRoles.of(request.details().roles()),
                connection,
                realm,
                authorizer,
                connection.observe(request, principal));
        // Do this before WELCOME is sent: a client that has received WELCOME must find the session in the meta API.
        realm.list(session);
        Sent sent = connection.link().write(new Welcome(session.id(), welcome(principal, realm)));
        if (sent != Sent.OK) {
            session.leave(LeaveReason.UNWELCOMED, "WELCOME could not be sent");
            refuseUnwelcomed(connection, new Applicant(granted.authid(), realm.name()), sent);
            return;
        }
        Joined joined = new Joined(connection, session);
        connection.become(joined);
        String removed = realm.joined(session);
        if (removed != null) {
            joined.end(removed, null, LeaveReason.UNWELCOMED); // no on_leave, because there was no on_join
            return;
        }
        Validity validity = connection.logins().guarded(request, granted).orElse(null);
        if (validity != null) {
            // A session that expires gets no cookie. With a cookie, the client could join again after its token has
            // expired.
            session.expires(validity);
        } else {
            session.carries(connection
                    .authentication()
                    .joined(
                            request,
                            principal,
                            () -> connection
                                    .link()
                                    .loop()
                                    .execute(() -> session.end(CloseUris.LOGOUT, "logged out", LeaveReason.KILLED))));
        }
        LOG.atLevel(connection.link().transport().isOneRequest() ? Level.DEBUG : Level.INFO)
                .addKeyValue("session", session.id())
                .log(
                        "session {}: {} joined by {} over {}",
                        session.id(),
                        principal,
                        method,
                        connection.link().transport());
    }

    /**
     * Refuses a client to which WELCOME could not be sent, such as a RawSocket client that accepts only 512 bytes.
     * Otherwise the client would wait for WELCOME forever (RAW-6).
     */
    private static void refuseUnwelcomed(WampConnection connection, Applicant applicant, Sent sent) {
        switch (sent) {
            case TOO_LARGE ->
                refuse(
                        connection,
                        applicant,
                        ErrorUris.PAYLOAD_SIZE_EXCEEDED,
                        "WELCOME is larger than the client accepts");
            case NOT_EXPRESSIBLE ->
                refuse(
                        connection,
                        applicant,
                        ErrorUris.AUTHENTICATION_FAILED,
                        "the authextra of WELCOME cannot be expressed in the client's serialization");
            default -> connection.close(LinkClose.NORMAL);
        }
    }

    private static void refuse(WampConnection connection, Applicant applicant, String reason, String message) {
        connection.refuse(applicant, reason, new CloseDetails(message, null), LinkClose.NORMAL);
    }

    private static WelcomeDetails welcome(Principal principal, JoinableRealm realm) {
        return new WelcomeDetails(
                realm.announced(),
                RouterRoles.AGENT,
                principal.realm(),
                principal.authid(),
                principal.authrole(),
                principal.authmethod(),
                principal.authprovider(),
                principal.authextra());
    }

    @Override
    public void onMessage(WampMessage message) {
        if (message instanceof Abort) {
            connection.close(LinkClose.NORMAL, "the client sent ABORT"); // SES-11
        } else if (parting) {
            LOG.debug("session {}: {} after GOODBYE is dropped", session.id(), message.type());
        } else if (message instanceof Goodbye goodbye) {
            if (goodbye.reason().equals(CloseUris.LOGOUT)) {
                session.logOut(); // COO-2
            }
            parting = true;
            session.whenSettled(() -> part("the client sent GOODBYE " + goodbye.reason()));
            if (session.isLive()) {
                connection.become(this); // starts the deadline
            }
        } else if (!message.type().isLegalInSession()) {
            // SES-20, PV-1: the message is not legal in a joined session.
            connection.violate("found " + message.type() + " (expected no such message in a joined session)");
        } else {
            session.dispatch(message);
        }
    }

    /** Ends the session at the client's request, and answers GOODBYE (SES-13). */
    private void part(String why) {
        connection.become(new AwaitingHello(connection, true)); // The connection may carry another session (SES-19).
        session.leave(LeaveReason.GOODBYE, why);
        connection.link().write(new Goodbye(CloseDetails.NONE, CloseUris.GOODBYE_AND_OUT));
    }

    @Override
    public @Nullable Duration deadline(SessionTimeouts timeouts) {
        return parting ? timeouts.goodbye() : null;
    }

    @Override
    public void onDeadline() {
        part("the client sent GOODBYE, and an earlier message was not decided in time");
    }

    @Override
    public void onOversized(OversizedMessage message) {
        if (!parting) {
            session.refuseOversized(message);
        }
    }

    /** Keeps a publication that the broker makes when the session ends, or removes all kept publications. */
    void onTestament(@Nullable Publish publication) {
        session.testament(publication);
    }

    /** Counts an event that the link has accepted, but could not send. */
    void onUndelivered(Sent outcome) {
        session.undelivered(outcome);
    }

    /** Checks whether this is the state of the given session. */
    boolean carries(RouterSession candidate) {
        return session == candidate;
    }

    /** Sends GOODBYE and waits for the client's GOODBYE for a limited time (SES-14, SES-15). */
    void end(String reason, @Nullable String message, LeaveReason leave) {
        boolean isShutdown = leave == LeaveReason.SHUTDOWN;
        connection.become(new Leaving(connection, isShutdown ? LinkClose.GOING_AWAY : LinkClose.NORMAL));
        session.leave(leave, reason + (message == null ? "" : ": " + message));
        connection.link().write(new Goodbye(new CloseDetails(message, null), reason));
        if (parting) {
            connection.close(isShutdown ? LinkClose.GOING_AWAY : LinkClose.NORMAL); // The client's GOODBYE has arrived.
        }
    }

    @Override
    public void onLeave(LeaveReason reason, String why) {
        session.leave(parting ? LeaveReason.GOODBYE : reason, why);
    }

    @Override
    public void onShutDown(String reason) {
        end(reason, "the router shuts down", LeaveReason.SHUTDOWN); // SES-17
    }

    @Override
    public String toString() {
        return "session " + session.id() + ", " + session.principal();
    }
}
