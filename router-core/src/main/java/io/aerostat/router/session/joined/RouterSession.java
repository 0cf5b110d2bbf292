package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.authentication.Validity;
import io.aerostat.router.authentication.method.CookieSession;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.observation.ObservedEnd;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.rate.SessionRate;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.OutboundOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.tally.RoleTally;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A joined session: passes its client's messages through {@link MessageGate} to broker and dealer, and sends messages
 * of broker and dealer to the client. Confined to the loop of its connection.
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
    private final MessageGate gate;
    private final Backlog backlog;
    private final RoleTally tally;
    private final SessionRate rate;
    private final @Nullable ObservedSession observed;
    private final SessionTraffic traffic;
    private final long joinedAt = System.nanoTime();
    private CookieSession cookie = CookieSession.NONE;
    /** Ends the session when the proof of the client's identity expires; null if the proof does not expire. */
    private @Nullable SessionExpiry expiry;

    private boolean live = true;
    /** The number of outstanding requests to pause reading from this client. */
    private int readingHolds;

    /** Creates a session. {@code observed} describes it to observers, and is null if there are none. */
    public RouterSession(
            long id,
            Principal principal,
            Roles roles,
            SessionConnection connection,
            JoinableRealm realm,
            Authorizer authorizer,
            @Nullable ObservedSession observed) {
        this.id = id;
        this.principal = principal;
        this.roles = roles;
        this.connection = connection;
        this.realm = realm;
        this.observed = observed;
        this.traffic = new SessionTraffic(connection.traffic());
        this.tally = realm.tally(principal.authrole(), loop());
        this.broker = realm.joinBroker(this);
        this.dealer = realm.joinDealer(this);
        OutboundOptions outbound = realm.outbound(principal.authrole());
        this.backlog =
                new Backlog(outbound.slowConsumer().orElse(connection.options().slowConsumer()));
        outbound.budget().ifPresent(connection.link()::limitPending);
        this.rate = new SessionRate(realm.rate(principal.authrole()));
        ContractGate contracts = new ContractGate(this, realm.payloadChecks());
        this.gate = new MessageGate(
                this,
                connection.options().maxPayloadSize(),
                realm.isOrderStrict() ? new RequestSequence() : null,
                rate,
                new RequestGate(this, realm.uriCheck(), authorizer, broker, dealer, contracts),
                new AnswerGate(this, contracts, dealer),
                broker,
                dealer);
    }

    /** Handles a message from the client, or ends the session if the client must not send this message now. */
    public void dispatch(WampMessage message) {
        traffic.received(message);
        gate.pass(message);
    }

    /** Runs a task when no message of the client waits for a decision or a check, but not after the session's end. */
    public void whenSettled(Runnable task) {
        gate.whenSettled(task);
    }

    /** Keeps a publication that the broker makes when the session ends. Null removes all kept publications. */
    public void testament(@Nullable Publish publication) {
        gate.testament(publication);
    }

    /** Counts an event that the link has accepted, but could not send. */
    public void undelivered(Sent outcome) {
        broker.undelivered(outcome);
    }

    /** Refuses a message that is larger than the link accepts; the session continues (P21). */
    public void refuseOversized(OversizedMessage message) {
        traffic.received(message);
        gate.refuseOversized(message);
    }

    /** Connects the session with the cookie that identifies this client on later connections. */
    public void carries(CookieSession cookie) {
        this.cookie = cookie;
        if (!live) {
            cookie.left();
        }
    }

    /** Makes the session end when the proof of the client's identity expires (P30). */
    public void expires(Validity validity) {
        if (live) {
            expiry = new SessionExpiry(
                    this,
                    validity,
                    InstantSource.system(),
                    () -> end(
                            CloseUris.AUTHENTICATION_EXPIRED, "the token of the session expired", LeaveReason.EXPIRED));
        }
    }

    /** Returns the new end of the session, or fails with a {@link ServiceException} if a proof is refused (P30). */
    public CompletionStage<Instant> renew(String proof) {
        return expiry != null
                ? expiry.renew(proof)
                : CompletableFuture.failedFuture(new ServiceException(
                        ErrorUris.INVALID_ARGUMENT,
                        "found a session joined by " + principal.authmethod() + " (expected one that expires)"));
    }

    /** Invalidates the cookie, because the client has logged out. */
    public void logOut() {
        cookie.logOut();
    }

    /** Ends the session, with {@code why} in the log, and releases everything that it holds. Idempotent. */
    public void leave(LeaveReason reason, String why) {
        if (!live) {
            return;
        }
        live = false;
        if (reason != LeaveReason.UNWELCOMED) {
            LOG.atLevel(connection.link().transport().isOneRequest() ? Level.DEBUG : Level.INFO)
                    .addKeyValue("session", id)
                    .log("session {}: {} left: {}", id, principal, why);
        }
        traffic.ended(reason.word() + ": " + why);
        cookie.left();
        if (expiry != null) {
            expiry.cancel();
        }
        gate.close();
        if (readingHolds > 0) {
            readingHolds = 0;
            connection.link().resumeReading(); // for GOODBYE, and for the HELLO of the next session
        }
        // TES-6, A-36: the order is testaments, then subscriptions and registrations, then on_leave.
        broker.leave(reason);
        dealer.leave();
        realm.left(this, reason, why);
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
    public RoleTally tally() {
        return tally;
    }

    @Override
    public long arrivedAt() {
        return connection.link().arrivedAt();
    }

    /** Returns the session as observers of the router see it; null if there are no observers. Any thread. */
    public @Nullable ObservedSession observed() {
        return observed;
    }

    /** Returns the end of this session for observers. Called on the session's loop. */
    public ObservedEnd end(LeaveReason reason, String why) {
        return new ObservedEnd(reason.word(), RefusalLog.reason(why), age(), traffic.received(), traffic.sent());
    }

    /** Called when a request was denied because the session has no permission for it. */
    void denied(Action action, String uri, String error) {
        realm.denied(this, action, uri, error);
    }

    /** Called when a request exceeded the rate limit of the session or its role. */
    void tooFast(WampMessage.Type request) {
        realm.tooFast(principal.authrole(), request);
    }

    /** Returns the number of requests that exceeded a rate limit. Any thread. */
    public long tooFastRequests() {
        return rate.refused();
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

    private Sent afterwards(Sent outcome, WampMessage message) {
        traffic.sent(outcome, message);
        if (outcome == Sent.OVER_BUDGET) {
            // Use separate tasks, because the caller of this method is still working.
            if (backlog.recordUnsent(message, connection.link())) {
                loop().execute(() -> realm.slowConsumer(this, backlog.policy()));
            }
            if (backlog.isFatal(message)) {
                loop().execute(() -> end(
                        CloseUris.SLOW_CONSUMER,
                        "outbound_budget: the client does not read its messages",
                        LeaveReason.LOST));
            }
        } else if (backlog.hasCaughtUp(outcome, connection.link())) {
            long missed = backlog.missedEvents();
            backlog.reset();
            loop().execute(() -> realm.caughtUp(this, missed));
        }
        return outcome;
    }

    /** Returns the time since the session joined. Any thread. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - joinedAt);
    }

    /** Returns the counts of messages, which can also be traced. Called on the session's loop. */
    public SessionTraffic traffic() {
        return traffic;
    }

    /** Checks whether the client is a slow consumer. Called on the session's loop. */
    public boolean isSlowConsumer() {
        return backlog.isSlow();
    }

    @Override
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

    /** Sends GOODBYE and ends the session. Does nothing if the session has already ended. */
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
