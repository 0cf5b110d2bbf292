package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authentication.method.CookieSession;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.link.TransportInfo;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A joined session: takes its client's messages to broker and dealer, after {@link RequestGate} has checked them, and theirs to the client.
 * Confined to the loop of its connection.
 */
public final class RouterSession implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(RouterSession.class);

    private final long id;
    private final Principal principal;
    private final Roles roles;
    private final SessionConnection connection;
    private final JoinableRealm realm;
    private final BrokerSession broker;
    private final DealerSession dealer;
    private final RequestGate gate;
    private final Backlog backlog;
    private final @Nullable RequestSequence order;
    private CookieSession cookie = CookieSession.NONE;
    private boolean live = true;
    /** Number of outstanding requests to pause reading from this client. */
    private int readingHolds;

    public RouterSession(
            long id,
            Principal principal,
            Roles roles,
            SessionConnection connection,
            JoinableRealm realm,
            Authorizer authorizer) {
        this.id = id;
        this.principal = principal;
        this.roles = roles;
        this.connection = connection;
        this.realm = realm;
        this.broker = realm.joinBroker(this);
        this.dealer = realm.joinDealer(this);
        this.gate = new RequestGate(this, realm.uriCheck(), authorizer, broker, dealer);
        OutboundOptions outbound = realm.outbound(principal.authrole());
        this.backlog =
                new Backlog(outbound.slowConsumer().orElse(connection.options().slowConsumer()));
        outbound.budget().ifPresent(connection.link()::limitPending);
        this.order = realm.isOrderStrict() ? new RequestSequence() : null;
    }

    /** Handles a message of the client that is legal in a joined session, or ends the session for one that is not. */
    public void dispatch(WampMessage message) {
        if (order != null && !order.accepts(message)) {
            violate(message.type() + ": found a request id out of order (expected " + (order.last() + 1) + ")"); // PV-6
            return;
        }
        Payload payload = message.payload();
        if (payload.isRefused()) {
            refuse(message, ErrorUris.INVALID_ARGUMENT, payload.refusal());
            return;
        }
        if (payload.size() > connection.options().maxPayloadSize()) {
            refuse(
                    message,
                    ErrorUris.PAYLOAD_SIZE_EXCEEDED,
                    "payload_size: found " + payload.size() + " octets of arguments (expected at most "
                            + connection.options().maxPayloadSize() + ")");
            return;
        }
        switch (message.code()) {
            case Call.CODE,
                    Publish.CODE,
                    Subscribe.CODE,
                    Register.CODE,
                    Cancel.CODE,
                    Unsubscribe.CODE,
                    Unregister.CODE -> gate.pass(message);
            // RouterPayload overtake requests that wait for an authorizer, which may be this very session.
            case Yield.CODE -> dealer.yield((Yield) message);
            case ErrorMessage.CODE -> onError((ErrorMessage) message);
            case Event.Received.CODE -> {
                // PS-13: read and ignored
            }
            default -> violate("found " + message.type() + " (expected a message of a client)"); // PV-11
        }
    }

    /** A message whose payload cannot be forwarded fails as the request, or the answer, that it was (P21). */
    private void refuse(WampMessage message, String uri, String why) {
        switch (message.code()) {
            case Call.CODE -> refuse(Call.CODE, ((Call) message).request(), true, uri, why);
            case Publish.CODE -> {
                Publish publish = (Publish) message;
                refuse(Publish.CODE, publish.request(), publish.options().acknowledge(), uri, why);
            }
            case Yield.CODE -> refuse(Yield.CODE, ((Yield) message).request(), true, uri, why);
            default -> refuse(ErrorMessage.CODE, ((ErrorMessage) message).request(), true, uri, why);
        }
    }

    private void onError(ErrorMessage error) {
        if (error.requestType() == Invocation.CODE) {
            dealer.error(error);
        } else {
            violate("ERROR: found request type " + error.requestType() + " (expected 68)"); // PV-4
        }
    }

    /** P21: what is too large fails as a request, or as the answer that it was, and the session goes on. */
    public void refuseOversized(OversizedMessage message) {
        refuse(
                message.code(),
                message.request(),
                message.acknowledged(),
                ErrorUris.PAYLOAD_SIZE_EXCEEDED,
                "max_message_size: the message is larger than this router accepts");
    }

    /** @param acknowledged whether the sender of a PUBLISH waits for an answer */
    private void refuse(int code, long request, boolean acknowledged, String uri, String why) {
        switch (code) {
            case Call.CODE -> dealer.refuseCall(request, uri, why);
            case Publish.CODE -> {
                broker.countRefusedPublication();
                if (acknowledged) {
                    send(new Refusal(uri, why).toMessage(code, request));
                } else {
                    LOG.atDebug().log("{}: a publication was dropped: {}", this, why);
                }
            }
            // The caller is waiting for this answer: it gets the reason instead (P1, RPC-11).
            case Yield.CODE, ErrorMessage.CODE ->
                dealer.error(new Refusal(uri, why).toMessage(Invocation.CODE, request));
            default -> violate("a message of type " + code + " is larger than accepted");
        }
    }

    /** The connection has a cookie that proves, from now on, who this is. */
    public void carries(CookieSession cookie) {
        this.cookie = cookie;
        if (!live) {
            cookie.left();
        }
    }

    /** The client is about to leave, and wants its cookie to be forgotten. */
    public void logOut() {
        cookie.logOut();
    }

    /**
     * Gives up everything that the session holds. Idempotent.
     *
     * @param why for the log
     */
    public void leave(LeaveReason reason, String why) {
        if (!live) {
            return;
        }
        live = false;
        if (reason != LeaveReason.UNWELCOMED) {
            LOG.atInfo().addKeyValue("session", id).log("session {}: {} left: {}", id, principal, why);
        }
        cookie.left();
        gate.close();
        if (readingHolds > 0) {
            readingHolds = 0;
            connection.link().resumeReading(); // for GOODBYE, and the HELLO of a next session
        }
        // TES-6, A-36: testaments, then what ends subscriptions and registrations, then on_leave.
        broker.leave(reason);
        dealer.leave();
        realm.left(this, reason);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public Roles roles() {
        return roles;
    }

    @Override
    public String serializer() {
        return connection.link().serializer().serialization().wireName();
    }

    @Override
    public TransportInfo transport() {
        return connection.link().transport();
    }

    @Override
    public EventExecutor loop() {
        return connection.link().loop();
    }

    @Override
    public Sent send(WampMessage message) {
        assert loop().inEventLoop();
        return live ? afterwards(connection.link().write(message), message) : Sent.CLOSED;
    }

    @Override
    public Sent send(SharedMessage message) {
        assert loop().inEventLoop();
        return live ? afterwards(connection.link().write(message), message.message()) : Sent.CLOSED;
    }

    private Sent afterwards(Sent sent, WampMessage message) {
        if (sent == Sent.OVER_BUDGET) {
            // Not at once: whoever sends is in the middle of its own work.
            if (backlog.begins(message, connection.link())) {
                loop().execute(() -> realm.slowConsumer(this, backlog.policy()));
            }
            if (backlog.isFatal(message)) {
                loop().execute(() -> end(
                        CloseUris.SLOW_CONSUMER,
                        "outbound_budget: the peer does not read what is queued for it",
                        LeaveReason.LOST));
            }
        } else if (backlog.ends(sent, connection.link())) {
            long missed = backlog.missedEvents();
            backlog.reset();
            loop().execute(() -> realm.caughtUp(this, missed));
        }
        return sent;
    }

    /** Whether the peer has used up its outbound budget and not caught up since (P4). On the session's loop. */
    public boolean isSlowConsumer() {
        return backlog.isSlow();
    }

    /** What is queued for the peer and not taken by the operating system yet. On the session's loop. */
    public long pendingBytes() {
        return connection.link().pendingBytes();
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void violate(String message) {
        connection.violate(message);
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        end(reason, message, LeaveReason.KILLED);
    }

    /** Says GOODBYE and leaves. Does nothing if the session has ended. */
    public void end(String reason, @Nullable String message, LeaveReason leave) {
        if (live) {
            connection.end(this, reason, message, leave);
        }
    }

    @Override
    public void holdReading() {
        if (live && readingHolds++ == 0) {
            connection.link().pauseReading();
        }
    }

    @Override
    public void releaseReading() {
        if (live && --readingHolds == 0) {
            connection.link().resumeReading();
        }
    }

    @Override
    public String toString() {
        return "session " + id + ", " + principal;
    }
}
