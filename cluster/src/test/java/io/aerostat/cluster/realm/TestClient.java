package io.aerostat.cluster.realm;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.local.LocalConnection;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.protocol.local.LocalReceiver;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribe;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.peer.RouterPayload;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that sends messages, and returns the received messages in order. */
final class TestClient implements LocalReceiver {
    static final Roles ALL = Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));
    static final io.aerostat.router.authorization.Role APP = role("app");
    static final io.aerostat.router.authorization.Role OTHER = role("other");

    final long id;

    private final BlockingQueue<WampMessage> received = new LinkedBlockingQueue<>();
    private final Map<Long, String> topics = new LinkedHashMap<>();
    private final LocalConnection connection;
    private long requests;

    private static io.aerostat.router.authorization.Role role(String name) {
        return io.aerostat.router.authorization.Role.withPermissions(
                name,
                new Permission("", MatchPolicy.PREFIX, EnumSet.allOf(Action.class)),
                new Permission("wamp.session.kill", MatchPolicy.PREFIX, EnumSet.allOf(Action.class)),
                new Permission("wamp.registration.remove_callee", MatchPolicy.EXACT, EnumSet.allOf(Action.class)),
                new Permission("wamp.subscription.purge_retained", MatchPolicy.EXACT, EnumSet.allOf(Action.class)),
                new Permission("wamp.subscription.remove_subscriber", MatchPolicy.EXACT, EnumSet.allOf(Action.class)));
    }

    TestClient(LocalConnector connector, Roles roles) {
        connection = connector.open(this);
        connection.send(new Hello("realm1", new HelloDetails(roles, null, List.of(), null, null, Map.of())));
        id = take(Welcome.class).session();
    }

    @Override
    public void message(WampMessage message) {
        received.add(message);
    }

    @Override
    public void closed(String reason) {
        // Ignored: a test that waits for a message will fail and name that message.
    }

    /** Ends the connection without GOODBYE. */
    void lose() {
        connection.close();
    }

    void leave() {
        connection.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
        take(Goodbye.class);
    }

    void send(WampMessage message) {
        connection.send(message);
    }

    /** Returns the id of the last request; 0 before the first. */
    long last() {
        return requests;
    }

    long next() {
        return ++requests;
    }

    /** Returns the next message, which must be of the given type. */
    <M extends WampMessage> M take(Class<M> type) {
        WampMessage next = takeAny();
        if (!type.isInstance(next)) {
            throw new AssertionError("found " + next + " (expected " + type.getSimpleName() + ")");
        }
        return type.cast(next);
    }

    WampMessage takeAny() {
        try {
            WampMessage next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("found nothing (expected a message)");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails if a received message has not been taken. */
    void expectNothing() {
        WampMessage next = received.peek();
        if (next != null) {
            throw new AssertionError("found " + next + " (expected no message)");
        }
    }

    int waiting() {
        return received.size();
    }

    static Payload payload(@Nullable Object... arguments) {
        return RouterPayload.of(new PayloadValues(Arrays.asList(arguments), Map.of()));
    }

    static List<@Nullable Object> args(WampMessage message) {
        return Serializers.of(Serialization.CBOR).values(message.payload()).args();
    }

    Event event() {
        return take(Event.class);
    }

    long subscribe(String topic) {
        return subscribe(topic, MatchPolicy.EXACT);
    }

    long subscribe(String topic, MatchPolicy match) {
        return subscribe(topic, new SubscribeOptions(match, false, null));
    }

    long subscribe(String topic, SubscribeOptions options) {
        send(new Subscribe(next(), options, topic));
        long subscription = take(Subscribed.class).subscription();
        topics.put(subscription, topic);
        return subscription;
    }

    /** Returns the topic or pattern of one of this client's subscriptions. */
    String topicOf(long subscription) {
        return topics.getOrDefault(subscription, "an unknown subscription");
    }

    void unsubscribe(long subscription) {
        send(new Unsubscribe(next(), subscription));
        take(Unsubscribed.class);
    }

    void publish(String topic, @Nullable Object... arguments) {
        publish(topic, PublishOptions.NONE, arguments);
    }

    void publish(String topic, PublishOptions options, @Nullable Object... arguments) {
        send(new Publish(next(), options, topic, payload(arguments)));
    }

    /** Publishes, and returns the id of the publication. */
    long publishAcknowledged(String topic, @Nullable Object... arguments) {
        publish(topic, new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE), arguments);
        return take(Published.class).publication();
    }

    /** Publishes, and returns the URI of the error; empty if the publication was acknowledged. */
    String publishRefused(String topic, @Nullable Object... arguments) {
        publish(topic, new PublishOptions(true, true, Audience.EVERYONE, false, false, null, Passthru.NONE), arguments);
        return takeAny() instanceof ErrorMessage refusal ? refusal.error() : "";
    }

    static PublishOptions retained() {
        return new PublishOptions(false, true, Audience.EVERYONE, false, true, null, Passthru.NONE);
    }

    long register(String procedure) {
        return register(procedure, InvocationPolicy.SINGLE);
    }

    long register(String procedure, InvocationPolicy policy) {
        return register(procedure, new RegisterOptions(MatchPolicy.EXACT, policy, false, false, 0, false));
    }

    long register(String procedure, RegisterOptions options) {
        send(new Register(next(), options, procedure));
        return take(Registered.class).registration();
    }

    void unregister(long registration) {
        send(new Unregister(next(), registration));
        take(Unregistered.class);
    }

    long call(String procedure, CallOptions options, @Nullable Object... arguments) {
        long request = next();
        send(new Call(request, options, procedure, payload(arguments)));
        return request;
    }

    /** Calls with keyword arguments. */
    long callWith(String procedure, Map<String, Object> keywords, @Nullable Object... arguments) {
        long request = next();
        send(new Call(
                request,
                CallOptions.NONE,
                procedure,
                RouterPayload.of(new PayloadValues(Arrays.asList(arguments), new LinkedHashMap<>(keywords)))));
        return request;
    }

    long call(String procedure, @Nullable Object... arguments) {
        return call(procedure, CallOptions.NONE, arguments);
    }

    /** Calls, and returns the first argument of the result, which must be the next message. */
    @Nullable
    Object result(String procedure, @Nullable Object... arguments) {
        call(procedure, arguments);
        List<@Nullable Object> results = args(take(Result.class));
        return results.isEmpty() ? null : results.get(0);
    }

    /** Calls, and returns the URI of the error, which must be the next message. */
    String error(String procedure, @Nullable Object... arguments) {
        call(procedure, arguments);
        return take(ErrorMessage.class).error();
    }

    Invocation invocation() {
        return take(Invocation.class);
    }

    void yield(Invocation invocation, @Nullable Object... results) {
        send(new Yield(invocation.request(), YieldOptions.NONE, payload(results)));
    }

    void progress(Invocation invocation, @Nullable Object... results) {
        send(new Yield(invocation.request(), new YieldOptions(true, Passthru.NONE), payload(results)));
    }
}
