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
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Decision.Denied;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a session's requests through to broker and dealer: checks the URI (URI-5, URI-6), then asks whether it is allowed (AZN-1), before anything
 * tells whether the thing exists (AZN-5). While an authorizer thinks, this session's later requests wait behind in their order (ORD-7), and
 * when too many wait the connection is not read. Confined to the session's loop.
 */
final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    /** So many requests may wait for an authorizer before the connection is not read any more. */
    private static final int MANY_WAITING = 64;

    private final RouterSession session;
    private final UriCheck uriCheck;
    private final Authorizer authorizer;
    private final BrokerSession broker;
    private final DealerSession dealer;
    private final Queue<WampMessage> waiting = new ArrayDeque<>();
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
            waiting.add(request);
            if (!paused && waiting.size() >= MANY_WAITING) {
                paused = true;
                session.holdReading();
            }
        } else {
            handle(request);
        }
    }

    /** The session has ended: what waits is dropped. */
    void close() {
        closed = true;
        waiting.clear();
    }

    private void handle(WampMessage request) {
        switch (request.code()) {
            case Call.CODE -> {
                Call call = (Call) request;
                if (dealer.continues(call)) {
                    dealer.call(call, Permit.PLAIN); // PCI-10: the first CALL of the stream was authorized
                } else {
                    check(new CallRequest(call, dealer));
                }
            }
            case Publish.CODE -> check(new PublishRequest((Publish) request, broker));
            case Subscribe.CODE -> check(new SubscribeRequest((Subscribe) request, broker));
            case Register.CODE -> check(new RegisterRequest((Register) request, dealer));
            case Cancel.CODE -> dealer.cancel((Cancel) request);
            case Unsubscribe.CODE -> broker.unsubscribe((Unsubscribe) request);
            case Unregister.CODE -> dealer.unregister((Unregister) request);
            default -> throw new IllegalArgumentException("no request: " + request.getClass());
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

    /** The authorizer has answered: those that waited go on, until the next one has to be asked about. */
    private void proceed() {
        asking = false;
        while (!asking && !closed) {
            WampMessage next = waiting.poll();
            if (next == null) {
                break;
            }
            handle(next);
        }
        if (paused && waiting.size() < MANY_WAITING / 2) {
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
