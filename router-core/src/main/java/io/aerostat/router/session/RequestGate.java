package io.aerostat.router.session;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.uri.MatchPolicy;
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
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session's requests through to broker and dealer: checks the URI (URI-5, URI-6), then asks whether it is allowed (AZN-1), before anything
 * tells whether the thing exists (AZN-5). While an authorizer thinks, this session's later requests wait behind in their order (ORD-7), and
 * when too many wait the connection is not read. Confined to the session's loop.
 */
final class RequestGate {
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
                session.pauseReading();
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
            case Call.CODE -> call((Call) request);
            case Publish.CODE -> publish((Publish) request);
            case Subscribe.CODE -> subscribe((Subscribe) request);
            case Register.CODE -> register((Register) request);
            case Cancel.CODE -> dealer.cancel((Cancel) request);
            case Unsubscribe.CODE -> broker.unsubscribe((Unsubscribe) request);
            case Unregister.CODE -> dealer.unregister((Unregister) request);
            default -> throw new IllegalArgumentException("no request: " + request.getClass());
        }
    }

    private void call(Call call) {
        if (!uriCheck.isUri(call.procedure())) { // PBR-7
            refuse(Call.CODE, call.request(), ErrorUris.INVALID_URI, invalid("procedure", call.procedure()));
            return;
        }
        authorize(
                Call.CODE,
                call.request(),
                true,
                Action.CALL,
                call.procedure(),
                MatchPolicy.EXACT,
                call.options()::toMap,
                permit -> dealer.call(call, permit));
    }

    private void publish(Publish publish) {
        boolean answer = publish.options().acknowledge(); // PS-4, AZN-4
        if (!uriCheck.isUri(publish.topic())) { // PBS-4
            refuseIf(answer, Publish.CODE, publish.request(), ErrorUris.INVALID_URI, invalid("topic", publish.topic()));
        } else if (isReserved(publish.topic())) {
            refuseIf(
                    answer, Publish.CODE, publish.request(), ErrorUris.INVALID_URI, reserved("topic", publish.topic()));
        } else {
            authorize(
                    Publish.CODE,
                    publish.request(),
                    answer,
                    Action.PUBLISH,
                    publish.topic(),
                    MatchPolicy.EXACT,
                    publish.options()::toMap,
                    permit -> broker.publish(publish, permit));
        }
    }

    private void subscribe(Subscribe subscribe) {
        MatchPolicy match = subscribe.options().match();
        if (!uriCheck.isPattern(subscribe.topic(), match)) {
            refuse(Subscribe.CODE, subscribe.request(), ErrorUris.INVALID_URI, invalid("topic", subscribe.topic()));
            return;
        }
        authorize(
                Subscribe.CODE,
                subscribe.request(),
                true,
                Action.SUBSCRIBE,
                subscribe.topic(),
                match,
                subscribe.options()::toMap,
                permit -> broker.subscribe(subscribe));
    }

    private void register(Register register) {
        MatchPolicy match = register.options().match();
        if (!uriCheck.isPattern(register.procedure(), match)) {
            refuse(
                    Register.CODE,
                    register.request(),
                    ErrorUris.INVALID_URI,
                    invalid("procedure", register.procedure()));
        } else if (isReserved(register.procedure())) {
            refuse(
                    Register.CODE,
                    register.request(),
                    ErrorUris.INVALID_URI,
                    reserved("procedure", register.procedure()));
        } else {
            authorize(
                    Register.CODE,
                    register.request(),
                    true,
                    Action.REGISTER,
                    register.procedure(),
                    match,
                    register.options()::toMap,
                    permit -> dealer.register(register));
        }
    }

    private void authorize(
            int requestType,
            long request,
            boolean answer,
            Action action,
            String uri,
            MatchPolicy match,
            Supplier<Map<String, @Nullable Object>> options,
            Consumer<Permit> allowed) {
        Decision decision = authorizer.authorize(
                new AuthorizationRequest(session.id(), session.principal(), action, uri, match, options));
        if (decision instanceof Allowed permission) {
            allowed.accept(permission.permit());
        } else if (decision instanceof Denied denied) {
            refuseIf(answer, requestType, request, denied.error(), denied.message());
        } else if (decision instanceof Pending pending) {
            asking = true;
            pending.decision()
                    .thenAccept(later -> session.run(() -> {
                        if (closed) {
                            return;
                        }
                        if (later instanceof Allowed permission) {
                            allowed.accept(permission.permit());
                        } else if (later instanceof Denied denied) {
                            refuseIf(answer, requestType, request, denied.error(), denied.message());
                        }
                        proceed();
                    }));
        }
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
            session.resumeReading();
        }
    }

    private boolean isReserved(String uri) {
        return ReservedUris.isReserved(uri) && !session.principal().isTrusted();
    }

    private String invalid(String what, String uri) {
        return what + ": found \"" + bounded(uri) + "\" (expected a URI of the "
                + uriCheck.name().toLowerCase(Locale.ROOT) + " rules)";
    }

    private static String reserved(String what, String uri) {
        return what + ": found \"" + bounded(uri) + "\" (expected a URI outside of the reserved wamp.)";
    }

    private static String bounded(String uri) {
        return uri.length() <= 200 ? uri : uri.substring(0, 200) + "…";
    }

    private void refuseIf(boolean answer, int requestType, long request, String error, String message) {
        if (answer) {
            refuse(requestType, request, error, message);
        }
    }

    private void refuse(int requestType, long request, String error, String message) {
        session.send(new ErrorMessage(requestType, request, ErrorDetails.NONE, error, Answers.text(message)));
    }
}
