package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Decision.Denied;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorizes a session's requests and passes them to broker and dealer. Checks the URI first (URI-5, URI-6), then asks
 * the authorizer (AZN-1), before any answer can reveal whether the topic or procedure exists (AZN-5). While an
 * authorizer decides, later requests of this session wait in order (ORD-7); when too many are waiting, reading from the
 * connection pauses. Confined to the session's loop.
 */
final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    /** The number of waiting requests at which reading from the connection pauses. */
    private static final int PAUSE_READING_AT = 64;

    private final RouterSession session;
    private final UriCheck uriCheck;
    private final Authorizer authorizer;
    private final BrokerSession broker;
    private final DealerSession dealer;
    /** The requests that wait for a decision; null until a request has had to wait. */
    private @Nullable Queue<WampMessage> waiting;

    private boolean asking;
    private boolean paused;
    private boolean closed;

    RequestGate(
            RouterSession session,
            UriCheck uriCheck,
            Authorizer authorizer,
            BrokerSession broker,
            DealerSession dealer) {
        this.session = session;
        this.uriCheck = uriCheck;
        this.authorizer = authorizer;
        this.broker = broker;
        this.dealer = dealer;
    }

    void pass(WampMessage request) {
        if (asking) {
            if (waiting == null) {
                waiting = new ArrayDeque<>();
            }
            waiting.add(request);
            if (!paused && waiting.size() >= PAUSE_READING_AT) {
                paused = true;
                session.holdReading();
            }
        } else {
            handle(request);
        }
    }

    /** Drops the waiting requests. Called when the session has ended. */
    void close() {
        closed = true;
        waiting = null;
    }

    private void handle(WampMessage request) {
        switch (request.type()) {
            case CALL -> {
                Call call = (Call) request;
                if (dealer.continues(call)) {
                    dealer.call(call, Permit.PLAIN); // PCI-10: the first CALL of this call was authorized
                } else {
                    check(new CallRequest(call, dealer));
                }
            }
            case PUBLISH -> check(new PublishRequest((Publish) request, broker));
            case SUBSCRIBE -> check(new SubscribeRequest((Subscribe) request, broker));
            case REGISTER -> check(new RegisterRequest((Register) request, dealer));
            case CANCEL -> dealer.cancel((Cancel) request);
            case UNSUBSCRIBE -> broker.unsubscribe((Unsubscribe) request);
            case UNREGISTER -> dealer.unregister((Unregister) request);
            default -> throw new IllegalArgumentException("found " + request.type() + " (expected a request)");
        }
    }

    private void check(GatedRequest request) {
        if (!uriCheck.isPattern(request.uri(), request.match())) { // URI-6, PBR-7, PBS-4
            refuse(
                    request,
                    ErrorUris.INVALID_URI,
                    found(request) + " (expected a URI of the "
                            + uriCheck.name().toLowerCase(Locale.ROOT) + " rules)");
        } else if (request.isApplicationsOnly()
                && ReservedUris.isReserved(request.uri())
                && !session.principal().isTrusted()) {
            refuse(
                    request,
                    ErrorUris.INVALID_URI,
                    found(request)
                            + ", a restricted topic or procedure (expected a URI outside of the reserved wamp.)");
        } else {
            Decision decision = authorizer.authorize(new AuthorizationRequest(
                    session.id(),
                    session.principal(),
                    request.action(),
                    request.uri(),
                    request.match(),
                    request::options));
            if (decision instanceof Pending pending) {
                await(request, pending);
            } else {
                conclude(request, decision);
            }
        }
    }

    private void conclude(GatedRequest request, Decision decision) {
        if (decision instanceof Allowed allowed) {
            if (request.action() == Action.REGISTER || request.action() == Action.SUBSCRIBE) {
                LOG.debug("session {}: {} of {}", session.id(), request.action().wire(), request.uri());
            }
            request.admit(allowed.permit());
        } else if (decision instanceof Denied denied) {
            session.denied(request.action(), request.uri(), denied.error());
            refuse(request, denied.error(), denied.message());
        }
    }

    private void await(GatedRequest request, Pending pending) {
        asking = true;
        pending.decision()
                .thenAccept(decision -> session.run(() -> {
                    if (!closed) {
                        conclude(request, decision);
                        proceed();
                    }
                }));
    }

    /**
     * Handles the waiting requests until one of them needs the authorizer's answer. Called when the authorizer has
     * answered.
     */
    private void proceed() {
        asking = false;
        while (!asking && !closed) {
            WampMessage next = waiting == null ? null : waiting.poll();
            if (next == null) {
                break;
            }
            handle(next);
        }
        if (paused && (waiting == null || waiting.size() < PAUSE_READING_AT / 2)) {
            paused = false;
            session.releaseReading();
        }
    }

    private static String found(GatedRequest request) {
        String uri = request.uri();
        return request.action().wire() + ": found \"" + (uri.length() <= 200 ? uri : uri.substring(0, 200) + "…")
                + "\"";
    }

    private void refuse(GatedRequest request, String error, String message) {
        request.refused();
        LOG.debug(
                "session {}: {} of {} refused: {}: {}",
                session.id(),
                request.action().wire(),
                request.uri(),
                error,
                message);
        if (request.wantsAnswer()) {
            session.send(new Refusal(error, message).toMessage(request.type(), request.id()));
        }
    }
}
