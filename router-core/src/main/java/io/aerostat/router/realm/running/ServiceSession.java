package io.aerostat.router.realm.running;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.id.RequestIds;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.broker.BrokerSession;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.service.ServiceCaller;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.service.ServiceProcedure;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session of the router itself, without a connection: callee of the meta procedures, publisher of the meta events,
 * caller of dynamic authenticators and authorizers. Trusted, unless it calls with the permissions of a role. Confined
 * to its loop, except for {@link #call}, {@link #publish} and {@link #register}, which any thread may call.
 */
final class ServiceSession implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceSession.class);

    private final long id = Ids.random();
    private final Roles roles = Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));
    private final Principal principal;
    private final EventExecutor loop;
    private final BrokerSession broker;
    private final DealerSession dealer;
    private final RequestIds requests = new RequestIds();
    private final LongObjectMap<CompletableFuture<PayloadValues>> calls = new LongObjectHashMap<>();
    private final LongObjectMap<ServiceProcedure> registering = new LongObjectHashMap<>();
    private final LongObjectMap<ServiceProcedure> procedures = new LongObjectHashMap<>();
    private boolean live = true;

    public ServiceSession(
            String realm,
            String authrole,
            EventExecutor loop,
            Function<Peer, BrokerSession> joinBroker,
            Function<Peer, DealerSession> joinDealer) {
        this.principal = new Principal(realm, "aerostat." + realm, authrole, "local", "router", Map.of());
        this.loop = loop;
        this.broker = joinBroker.apply(this);
        this.dealer = joinDealer.apply(this);
    }

    /**
     * Calls a procedure of the realm; fails with {@link ServiceException} for a WAMP error. If the result times out,
     * the call is canceled.
     */
    public CompletionStage<PayloadValues> call(String procedure, PayloadValues arguments) {
        CompletableFuture<PayloadValues> answer = new CompletableFuture<>();
        run(() -> {
            if (!live) {
                answer.completeExceptionally(new ServiceException(ErrorUris.CANCELED, "the realm is closed"));
                return;
            }
            long request = requests.next();
            calls.put(request, answer);
            dealer.call(new Call(request, CallOptions.NONE, procedure, RouterPayload.of(arguments)), Permit.DISCLOSED);
            answer.whenComplete((values, failure) -> {
                if (failure instanceof TimeoutException) {
                    run(() -> cancel(request));
                }
            });
        });
        return answer;
    }

    /** Cancels a call whose answer comes too late for its caller. */
    private void cancel(long request) {
        if (calls.remove(request) != null) {
            dealer.cancel(new Cancel(request, CancelOptions.NONE));
        }
    }

    /** Publishes an event to all subscribers. */
    public void publish(String topic, PayloadValues arguments) {
        publish(topic, arguments, id, Audience.EVERYONE);
    }

    /**
     * Publishes an event to all subscribers except one.
     *
     * @param without the session that must not get the event; 0 for none
     */
    public void publish(String topic, PayloadValues arguments, long without, Audience audience) {
        run(() -> {
            if (live) {
                broker.publishInPlaceOf(
                        without,
                        new Publish(
                                requests.next(),
                                new PublishOptions(false, true, audience, false, false, null, Passthru.NONE),
                                topic,
                                RouterPayload.of(arguments)),
                        Permit.PLAIN);
            }
        });
    }

    /** Registers a procedure with an exact URI. The procedure always gets the caller's identity. */
    public void register(String procedure, ServiceProcedure handler) {
        run(() -> {
            long request = requests.next();
            registering.put(request, handler);
            dealer.register(new Register(
                    request,
                    new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, true, false, 0, false),
                    procedure));
        });
    }

    /**
     * Ends the session after the tasks that its loop already has, such as those that publish meta events. Pending calls
     * fail.
     *
     * @return completes when the session has ended; never fails
     */
    public CompletableFuture<Void> close() {
        try {
            return CompletableFuture.runAsync(this::end, loop);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // the session has ended with its loop
        }
    }

    private void end() {
        live = false;
        calls.values()
                .forEach(call ->
                        call.completeExceptionally(new ServiceException(ErrorUris.CANCELED, "the realm is closed")));
        calls.clear();
    }

    @Override
    public Sent send(WampMessage message) {
        if (message instanceof Invocation invocation) {
            invoke(invocation);
        } else if (message instanceof Result result) {
            CompletableFuture<PayloadValues> call = calls.remove(result.request());
            if (call != null) {
                call.complete(Serializers.of(Serialization.CBOR).values(result.payload()));
            }
        } else if (message instanceof Registered registered) {
            ServiceProcedure handler = registering.remove(registered.request());
            if (handler != null) {
                procedures.put(registered.registration(), handler);
            }
        } else if (message instanceof ErrorMessage error) {
            onError(error);
        }
        return Sent.OK;
    }

    @Override
    public Sent send(SharedMessage message) {
        return Sent.OK; // This session has no subscriptions.
    }

    private void onError(ErrorMessage error) {
        if (error.requestType() == Call.CODE) {
            CompletableFuture<PayloadValues> call = calls.remove(error.request());
            if (call != null) {
                PayloadValues values = Serializers.of(Serialization.CBOR).values(error.payload());
                call.completeExceptionally(new ServiceException(error.error(), values));
            }
        } else {
            registering.remove(error.request());
            LOG.atError()
                    .log(
                            "realm {}: a procedure of the router could not be registered: {}",
                            principal.realm(),
                            error.error());
        }
    }

    private void invoke(Invocation invocation) {
        ServiceProcedure handler = procedures.get(invocation.registration());
        if (handler == null) {
            loop.execute(() -> fail(invocation, new ServiceException(ErrorUris.NO_SUCH_REGISTRATION, "gone")));
            return;
        }
        InvocationDetails details = invocation.details();
        ServiceCaller caller =
                new ServiceCaller(details.caller(), nonNull(details.callerAuthid()), nonNull(details.callerAuthrole()));
        CompletionStage<PayloadValues> answer;
        try {
            answer = handler.call(caller, Serializers.of(Serialization.CBOR).values(invocation.payload()));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        // Use a separate task, because the dealer is still sending the invocation.
        answer.whenComplete((values, failure) -> loop.execute(() -> {
            if (failure == null) {
                dealer.yield(new Yield(invocation.request(), YieldOptions.NONE, RouterPayload.of(values)));
            } else {
                fail(invocation, failure);
            }
        }));
    }

    private void fail(Invocation invocation, Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        ServiceException error;
        if (cause instanceof ServiceException known) {
            error = known;
        } else {
            LOG.atError().setCause(cause).log("realm {}: a procedure of the router failed", principal.realm());
            error = new ServiceException(ErrorUris.RUNTIME_ERROR, "internal error");
        }
        dealer.error(new ErrorMessage(
                Invocation.CODE,
                invocation.request(),
                ErrorDetails.NONE,
                error.uri(),
                RouterPayload.of(error.values())));
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
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
    public TransportInfo transport() {
        return TransportInfo.local();
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public void violate(String message) {
        throw new IllegalStateException("the router's own session violated the protocol: " + message);
    }

    @Override
    public void kill(String reason, @Nullable String message) {
        LOG.atWarn().log("realm {}: the router's own session cannot be ended", principal.realm());
    }
}
