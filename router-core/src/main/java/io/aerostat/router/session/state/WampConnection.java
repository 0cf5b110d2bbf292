package io.aerostat.router.session.state;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.method.AuthenticationMethods;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.link.Sent;
import io.aerostat.router.lockout.LoginGuard;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.SessionOptions;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionConnection;
import io.aerostat.router.tally.TrafficTally;
import io.aerostat.router.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one connection through the states of its session (SES-22). Owns the state, and the deadline for the next
 * message. Each {@link ConnectionState} decides which messages may follow. Confined to the link's loop, except for
 * {@link #shutDown()}.
 */
final class WampConnection implements LinkHandler, SessionConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WampConnection.class);

    private final Link link;
    private final RealmDirectory realms;
    private final SessionAcceptor acceptor;
    private final ConnectionRegistry registry;
    private final TrafficTally traffic;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private final Deadline deadline;

    private ConnectionState state;

    WampConnection(Link link, RealmDirectory realms, SessionAcceptor acceptor, ConnectionRegistry registry) {
        this.link = link;
        this.realms = realms;
        this.acceptor = acceptor;
        this.registry = registry;
        this.deadline = new Deadline(link.loop());
        this.traffic = registry.traffic(link).ofConnection();
        this.state = new AwaitingHello(this, false);
    }

    /** Begins to wait for HELLO. */
    void start() {
        assert link.loop().inEventLoop();
        expect(state);
    }

    @Override
    public Link link() {
        return link;
    }

    RealmDirectory realms() {
        return realms;
    }

    AuthenticationMethods authentication() {
        return acceptor.terms().authentication();
    }

    @Override
    public SessionOptions options() {
        return acceptor.terms().options();
    }

    @Override
    public void end(RouterSession session, String reason, @Nullable String message, LeaveReason leave) {
        if (state instanceof Joined joined && joined.carries(session)) {
            joined.end(reason, message, leave);
        }
    }

    @Override
    public TrafficTally traffic() {
        return traffic;
    }

    /** Returns a joining session as observers of the router see it; null if there are no observers. */
    @Nullable
    ObservedSession observe(AuthenticationRequest request, Principal principal) {
        return registry.refusals().observe(request, principal);
    }

    /** Counts a client that could not join, and informs the observers of the router. */
    void countRefusal(Applicant applicant, String reason, @Nullable String message) {
        registry.refusals().count(applicant, link.transport(), reason, message);
    }

    /** Returns the guard that limits failed logins. */
    LoginGuard logins() {
        return registry.logins();
    }

    ConnectionState state() {
        return state;
    }

    /** Enters the next state and starts its deadline. */
    void become(ConnectionState next) {
        state = next;
        expect(next);
    }

    private void expect(ConnectionState current) {
        Duration time = current.deadline(acceptor.terms().timeouts());
        if (time != null) {
            deadline.set(time, current::onDeadline);
        } else if (current instanceof Ended) {
            deadline.cancel();
        } else {
            deadline.clear();
        }
    }

    @Override
    public void onMessage(WampMessage message) {
        try {
            state.onMessage(message);
        } catch (RuntimeException bug) {
            // P2: a bug in a session ends only that session, never the realm.
            LOG.atError().setCause(bug).log("{}: failed on {}", this, message.type());
            abort(ErrorUris.RUNTIME_ERROR, "internal error", LinkClose.INTERNAL_ERROR);
        }
    }

    @Override
    public void onViolation(ProtocolViolation violation) {
        violate(String.valueOf(violation.getMessage()));
    }

    @Override
    public void onOversized(OversizedMessage message) {
        state.onOversized(message);
    }

    @Override
    public void onTestament(@Nullable Publish publication) {
        if (state instanceof Joined joined) {
            joined.onTestament(publication);
        }
    }

    @Override
    public void onUndelivered(Sent outcome) {
        if (state instanceof Joined joined) {
            joined.onUndelivered(outcome);
        }
    }

    /** Sends ABORT and closes the connection. */
    @Override
    public void violate(String message) {
        RefusalLog.line(LOG).log("{}: protocol violation: {}", this, RefusalLog.reason(message));
        if (!(state instanceof Joined)) {
            countRefusal(Applicant.UNKNOWN, ErrorUris.PROTOCOL_VIOLATION, message);
        }
        registry.countViolation();
        abort(ErrorUris.PROTOCOL_VIOLATION, message, LinkClose.PROTOCOL_ERROR);
    }

    /** Logs which client is refused and why, sends ABORT with the time to wait, and closes the connection. */
    void refuse(Applicant applicant, Refusal refusal, LinkClose close) {
        noteRefusal(applicant, refusal.error(), refusal.text());
        abort(refusal.error(), new CloseDetails(refusal.text(), null), refusal.payload(), close);
    }

    /** Logs which client is refused and why, sends ABORT, and closes the connection. */
    void refuse(Applicant applicant, String reason, CloseDetails details, LinkClose close) {
        noteRefusal(applicant, reason, details.message());
        abort(reason, details, close);
    }

    private void noteRefusal(Applicant applicant, String reason, @Nullable String text) {
        RefusalLog.line(LOG)
                .addKeyValue("authid", applicant.authid())
                .addKeyValue("realm", applicant.realm())
                .log(
                        "{}: refused {} on realm {}: {} ({})",
                        link.transport(),
                        applicant.authid(),
                        applicant.realm(),
                        reason,
                        RefusalLog.reason(text));
        countRefusal(applicant, reason, text);
    }

    /** Sends ABORT and closes the connection. Later messages are ignored. */
    void abort(String reason, String message, LinkClose close) {
        abort(reason, new CloseDetails(message, null), close);
    }

    /** Sends ABORT with further details and closes the connection. Later messages are ignored. */
    void abort(String reason, CloseDetails details, LinkClose close) {
        abort(reason, details, Payload.EMPTY, close);
    }

    private void abort(String reason, CloseDetails details, Payload payload, LinkClose close) {
        if (state instanceof Ended) {
            return;
        }
        ConnectionState left = state;
        become(new Ended());
        left.onLeave(LeaveReason.LOST, details.message() == null ? reason : reason + ": " + details.message());
        link.write(new Abort(details, reason, payload));
        link.close(close);
    }

    /** Closes the connection without sending a message. */
    void close(LinkClose close) {
        close(close, "the router closes its connection");
    }

    /**
     * Closes the connection without sending a message.
     *
     * @param why the reason for the log
     */
    void close(LinkClose close, String why) {
        ConnectionState left = state;
        become(new Ended());
        left.onLeave(LeaveReason.LOST, why);
        link.close(close);
    }

    @Override
    public void onClosed(String reason) {
        ConnectionState left = state;
        become(new Ended());
        try {
            left.onLeave(LeaveReason.LOST, reason);
        } finally {
            registry.remove(this);
            closed.complete(null);
        }
    }

    /**
     * Ends the connection, because the router is shutting down. Completes when the connection is closed. Any thread.
     */
    CompletableFuture<Void> shutDown() {
        link.loop().execute(() -> state.onShutDown(CloseUris.SYSTEM_SHUTDOWN));
        return closed;
    }

    @Override
    public String toString() {
        return link.transport() + " [" + state + "]";
    }
}
