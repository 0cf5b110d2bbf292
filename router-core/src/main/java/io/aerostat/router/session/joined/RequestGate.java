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
import io.aerostat.protocol.payload.Payload;
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
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.session.joined.ContractGate.Verdict;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorizes a session's requests and passes them to broker and dealer. Checks the URI first (URI-5, URI-6), then asks
 * the authorizer (AZN-1), before any answer can reveal whether the topic or procedure exists (AZN-5). While an
 * authorizer decides, later requests of this session wait in order (ORD-7); when too many are waiting, reading from the
 * connection pauses. The payload of an allowed request is then checked against the contract of its URI, or against the
 * schema of its permission: only a client that may use a topic or procedure learns which payloads fit. Confined to the
 * session's loop.
 */
final class RequestGate extends OrderedGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    private final UriCheck uriCheck;
    private final Authorizer authorizer;
    private final BrokerSession broker;
    private final DealerSession dealer;
    private final ContractGate contracts;

    RequestGate(
            RouterSession session,
            UriCheck uriCheck,
            Authorizer authorizer,
            BrokerSession broker,
            DealerSession dealer,
            ContractGate contracts) {
        super(session);
        this.uriCheck = uriCheck;
        this.authorizer = authorizer;
        this.broker = broker;
        this.dealer = dealer;
        this.contracts = contracts;
    }

    /** Authorizes a publication for the end of the session (TES-5). */
    void testament(Publish publication) {
        check(new TestamentRequest(publication, session, broker));
    }

    @Override
    void handle(WampMessage request) {
        switch (request.type()) {
            case CALL -> {
                Call call = (Call) request;
                if (dealer.continues(call)) {
                    proceed(call);
                } else {
                    check(new CallRequest(call, dealer));
                }
            }
            case PUBLISH -> check(new PublishRequest((Publish) request, session, broker));
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
            checkPayload(request, allowed.permit());
        } else if (decision instanceof Denied denied) {
            session.denied(request.action(), request.uri(), denied.error());
            refuse(request, denied.error(), denied.message());
        }
    }

    private void await(GatedRequest request, Pending pending) {
        defer();
        pending.decision().thenAccept(decision -> session.run(() -> decided(() -> conclude(request, decision))));
    }

    /** Passes a CALL that continues a progressive call, whose first CALL was authorized (PCI-10). */
    private void proceed(Call call) {
        PayloadSchema schema = dealer.payloadsOf(call).ofCall(call.procedure(), contracts.contracts());
        if (schema == null) {
            dealer.call(call, Permit.PLAIN);
            return;
        }
        boolean encoded = ContractGate.isEncoded(call.options().passthru(), call.payload());
        checkPayload(schema, Action.CALL, call.procedure(), call.payload(), encoded, refusal -> {
            if (refusal == null) {
                dealer.call(call, Permit.PLAIN);
            } else {
                dealer.refuse(call, refusal);
            }
        });
    }

    private void checkPayload(GatedRequest request, Permit permit) {
        PayloadSchema schema = request.schema(contracts.contracts(), permit.payloads());
        if (schema == null) {
            request.admit(permit);
            return;
        }
        boolean encoded = ContractGate.isEncoded(request.passthru(), request.payload());
        checkPayload(schema, request.action(), request.uri(), request.payload(), encoded, refusal -> {
            if (refusal == null) {
                request.admit(permit);
            } else {
                request.misfit(refusal);
            }
        });
    }

    private void checkPayload(
            PayloadSchema schema, Action action, String uri, Payload payload, boolean encoded, Verdict verdict) {
        if (ContractGate.isQuick(payload, encoded)) {
            verdict.accept(contracts.check(schema, action.wire(), uri, payload, encoded));
            return;
        }
        defer();
        contracts.checkElsewhere(
                schema, action.wire(), uri, payload, refusal -> decided(() -> verdict.accept(refusal)));
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
