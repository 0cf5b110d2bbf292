package io.aerostat.client.session.life;

import io.aerostat.client.binding.BindingSession;
import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.error.SessionLost;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.execution.order.BufferedPublisher;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.rpc.InvocationHandler;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.SessionDetails;
import io.aerostat.client.session.exchange.ActiveCall;
import io.aerostat.client.session.exchange.ActiveRegistration;
import io.aerostat.client.session.exchange.ActiveStream;
import io.aerostat.client.session.exchange.ActiveSubscription;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.exchange.Completions;
import io.aerostat.client.session.exchange.Packed;
import io.aerostat.client.session.exchange.PayloadCodec;
import io.aerostat.client.session.exchange.PreparedPublication;
import io.aerostat.client.session.exchange.SessionRequests;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session over one connection. Arguments are encoded on the calling thread; everything else happens on the
 * connection's executor. Any thread.
 */
final class ClientSession implements BindingSession, SessionRequests {
    /** The number of results of one stream that may wait for its subscriber. */
    private static final int MAX_RESULTS = 1024;

    private final SessionDriver driver;
    private final ClientSessionOptions settings;
    private final SessionDetails details;
    private final PayloadCodec payloads;
    private final Completions completions;
    /** The number of deliveries that never reached their handlers. */
    final AtomicLong droppedEvents = new AtomicLong();

    private final WampFuture<CloseReason> closed = new WampFuture<>();
    private volatile @Nullable CloseReason reason;

    ClientSession(SessionDriver driver, ClientSessionOptions settings, SessionDetails details) {
        this.driver = driver;
        this.settings = settings;
        this.details = details;
        this.payloads = new PayloadCodec(
                driver.connection().serializer(), settings.mapper(), settings.codec(), details.routerRoles());
        this.completions = new Completions(settings.executor());
    }

    PayloadCodec payloads() {
        return payloads;
    }

    Completions completions() {
        return completions;
    }

    void ended(CloseReason why) {
        reason = why;
        completions.complete(closed, why);
    }

    /** Runs {@code request} if the session is joined, else {@code refused}, on the connection's executor. */
    private void whenJoined(Consumer<Established> request, Consumer<SessionLost> refused) {
        driver.execute(() -> {
            if (driver.state() instanceof Established established) {
                request.accept(established);
            } else {
                refused.accept(lost());
            }
        });
    }

    private SessionLost lost() {
        CloseReason why = reason;
        return why == null
                ? new SessionLost("wamp.close.normal", "the session is being left")
                : new SessionLost(why.uri(), why.message());
    }

    @Override
    public SessionDetails details() {
        return details;
    }

    @Override
    public boolean isJoined() {
        return reason == null;
    }

    @Override
    public WampFuture<CloseReason> closed() {
        return closed;
    }

    @Override
    public CallHandle call(Call call) {
        ActiveCall active = prepare(call, false, false, null);
        start(active);
        return active;
    }

    @Override
    public CallStream stream(Call call) {
        return open(call, false);
    }

    @Override
    public CallStream exchange(Call call) {
        return open(call, true);
    }

    private CallStream open(Call call, boolean moreInput) {
        ActiveCall[] opened = new ActiveCall[1];
        BufferedPublisher<CallResult> results = new BufferedPublisher<>(
                settings.executor(), MAX_RESULTS, () -> opened[0].cancel(CancelMode.KILLNOWAIT));
        ActiveCall active = prepare(call, true, moreInput, results);
        opened[0] = active;
        start(active);
        return new ActiveStream(this, active, results);
    }

    private ActiveCall prepare(
            Call call, boolean receiveProgress, boolean moreInput, @Nullable BufferedPublisher<CallResult> results) {
        Packed packed = Packed.EMPTY;
        RequestRejected rejection = null;
        try {
            packed = payloads.encode(call.procedure(), Role.DEALER, call.args(), call.kwargs());
        } catch (RequestRejected e) {
            rejection = e;
        }
        CallOptions options = new CallOptions(
                receiveProgress,
                moreInput,
                call.timeout().map(Duration::toMillis).orElse(0L),
                call.discloseMe(),
                call.rkey().orElse(null),
                call.rkey().isPresent() ? "partition" : null, // SHD-1
                call.forwardFor().isEmpty()
                        ? packed.passthru()
                        : packed.passthru().withForwardFor(call.forwardFor()));
        ActiveCall active =
                new ActiveCall(this, call.procedure(), options, packed.payload(), results, settings.tracing());
        if (rejection != null) {
            if (results != null) {
                results.fail(rejection);
            }
            active.completeExceptionally(rejection);
        }
        return active;
    }

    private void start(ActiveCall call) {
        if (call.isDone()) {
            return;
        }
        whenJoined(established -> established.calls.start(call), lost -> {
            BufferedPublisher<CallResult> results = call.results;
            if (results != null) {
                results.fail(lost);
            }
            completions.fail(call, lost);
        });
    }

    @Override
    public void cancel(ActiveCall call, CancelMode mode) {
        whenJoined(established -> established.calls.cancel(call, mode), lost -> {});
    }

    @Override
    public CompletionStage<Void> sendMore(ActiveCall call, List<@Nullable Object> args, boolean last) {
        WampFuture<Void> sent = new WampFuture<>();
        Packed packed;
        try {
            packed = payloads.encode(call.procedure, Role.DEALER, args, Map.of());
        } catch (RequestRejected e) {
            return WampFuture.failed(e);
        }
        whenJoined(
                established -> {
                    try {
                        established.calls.more(call, packed.payload(), last);
                        established.outbox.whenWritable(() -> completions.done(sent));
                    } catch (MessageRefused e) {
                        completions.fail(sent, rejected(e));
                    }
                },
                lost -> completions.fail(sent, lost));
        return sent;
    }

    private static RequestRejected rejected(MessageRefused refused) {
        return new RequestRejected(String.valueOf(refused.getMessage()), refused);
    }

    @Override
    public WampFuture<Registration> register(ProcedureOffer offer, InvocationHandler handler) {
        WampFuture<Registration> future = new WampFuture<>();
        ActiveRegistration registration = new ActiveRegistration(this, offer, handler);
        request(future, established -> established.registrations.register(registration, future));
        return future;
    }

    @Override
    public ValueMapper mapper() {
        return settings.mapper();
    }

    @Override
    public WampFuture<Void> unregister(ActiveRegistration registration) {
        WampFuture<Void> future = new WampFuture<>();
        whenJoined(
                established -> established.registrations.unregister(registration, future),
                lost -> completions.done(future));
        return future;
    }

    @Override
    public WampFuture<Subscription> subscribe(TopicFilter filter, EventHandler handler) {
        WampFuture<Subscription> future = new WampFuture<>();
        ActiveSubscription subscription = new ActiveSubscription(this, filter, handler);
        request(future, established -> established.subscriptions.subscribe(subscription, future));
        return future;
    }

    @Override
    public WampFuture<Void> unsubscribe(ActiveSubscription subscription) {
        WampFuture<Void> future = new WampFuture<>();
        whenJoined(
                established -> established.subscriptions.unsubscribe(subscription, future),
                lost -> completions.done(future));
        return future;
    }

    /** Sends a request other than a call, unless too many requests wait for their answers. */
    private void request(WampFuture<?> future, Consumer<Established> request) {
        whenJoined(
                established -> {
                    if (established.requests.size() >= settings.maxPendingRequests()) {
                        completions.fail(
                                future,
                                new RequestRejected(
                                        settings.maxPendingRequests() + " requests already wait for their answers"));
                    } else {
                        request.accept(established);
                    }
                },
                lost -> completions.fail(future, lost));
    }

    @Override
    public WampFuture<Void> publish(Publication publication) {
        WampFuture<Void> future = new WampFuture<>();
        PreparedPublication prepared;
        try {
            prepared = PreparedPublication.of(publication, false, payloads, settings.tracing(), future);
        } catch (RequestRejected e) {
            return WampFuture.failed(e);
        }
        whenJoined(
                established -> {
                    if (established.outbox.waiting() >= settings.maxPendingRequests()) {
                        completions.fail(
                                future,
                                new RequestRejected(
                                        established.outbox.waiting() + " messages already wait for the network"));
                        return;
                    }
                    try {
                        established.outbox.request(prepared::message);
                        established.outbox.whenWritable(() -> completions.done(future));
                    } catch (MessageRefused e) {
                        completions.fail(future, rejected(e));
                    }
                },
                lost -> completions.fail(future, lost));
        return future;
    }

    @Override
    public WampFuture<Long> publishAcknowledged(Publication publication) {
        WampFuture<Long> future = new WampFuture<>();
        PreparedPublication prepared;
        try {
            prepared = PreparedPublication.of(publication, true, payloads, settings.tracing(), future);
        } catch (RequestRejected e) {
            return WampFuture.failed(e);
        }
        request(future, established -> {
            try {
                long request = established.outbox.request(prepared::message);
                established.requests.expect(
                        request,
                        Publish.CODE,
                        Published.CODE,
                        reply -> completions.complete(future, ((Published) reply).publication()),
                        error -> completions.fail(future, error));
            } catch (MessageRefused e) {
                completions.fail(future, rejected(e));
            }
        });
        return future;
    }

    @Override
    public long droppedEvents() {
        return droppedEvents.get();
    }

    @Override
    public WampFuture<CloseReason> leave(String why) {
        whenJoined(established -> established.leave(why), lost -> {});
        return closed;
    }

    @Override
    public String toString() {
        return "Session[" + details.id() + ", realm " + details.realm() + "]";
    }
}
