package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Subscribed;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.HelloDetails;
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
import io.aerostat.router.peer.RouterPayload;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An in-process client that sends messages, and takes received messages in order. For one thread. */
final class LocalClient implements LocalReceiver {
    private static final Roles ROLES =
            Roles.complete(Set.of(Role.PUBLISHER, Role.SUBSCRIBER, Role.CALLER, Role.CALLEE));

    final long id;
    /** The roles that the router has announced. */
    final Roles router;

    private final BlockingQueue<WampMessage> received = new LinkedBlockingQueue<>();
    private final LocalConnection connection;
    private long requests;
    private long part;

    LocalClient(LocalConnector connector, String realm) throws InterruptedException {
        connection = connector.open(this);
        connection.send(new Hello(realm, new HelloDetails(ROLES, null, List.of(), null, null, Map.of())));
        Welcome welcome = take(Welcome.class);
        id = welcome.session();
        router = welcome.details().roles();
    }

    @Override
    public void message(WampMessage message) {
        received.add(message);
    }

    @Override
    public void closed(String reason) {
        // A test that waits for a message then fails with a timeout.
    }

    /** Sends any message. */
    void send(WampMessage message) {
        connection.send(message);
    }

    void lose() {
        connection.close();
    }

    void leave() {
        connection.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
    }

    /** Returns the next message, which must be of this type. */
    <M extends WampMessage> M take(Class<M> type) throws InterruptedException {
        WampMessage next = received.poll(60, TimeUnit.SECONDS);
        if (!type.isInstance(next)) {
            throw new AssertionError("found " + next + " (expected " + type.getSimpleName() + ")");
        }
        return type.cast(next);
    }

    /** Returns the next message that is not an event. */
    WampMessage takeAnswer() throws InterruptedException {
        WampMessage next = take(WampMessage.class);
        while (next instanceof Event) {
            next = take(WampMessage.class);
        }
        return next;
    }

    @Nullable
    WampMessage poll() {
        return received.poll();
    }

    /** Returns the arguments of the next event. */
    List<@Nullable Object> event() throws InterruptedException {
        return values(take(Event.class)).args();
    }

    static PayloadValues values(Event event) {
        return Serializers.of(Serialization.CBOR).values(event.payload());
    }

    long subscribe(String topic, MatchPolicy match) throws InterruptedException {
        connection.send(new Subscribe(++requests, new SubscribeOptions(match, false, null), topic));
        return take(Subscribed.class).subscription();
    }

    long register(String procedure) throws InterruptedException {
        connection.send(new Register(++requests, RegisterOptions.NONE, procedure));
        return take(Registered.class).registration();
    }

    /** Calls a procedure. The answer must be the next message. */
    PayloadValues call(String procedure, @Nullable Object... arguments) throws InterruptedException {
        requestCall(procedure, arguments);
        return Serializers.of(Serialization.CBOR).values(take(Result.class).payload());
    }

    /** Calls a procedure. Skips events that arrive before the answer. */
    WampMessage callBesideEvents(String procedure, @Nullable Object... arguments) throws InterruptedException {
        requestCall(procedure, arguments);
        return takeAnswer();
    }

    /** Calls a procedure and returns the result. Skips events that arrive before the answer. */
    PayloadValues valuesBesideEvents(String procedure, @Nullable Object... arguments) throws InterruptedException {
        WampMessage answer = callBesideEvents(procedure, arguments);
        assertThat(answer).isInstanceOf(Result.class);
        return Serializers.of(Serialization.CBOR).values(answer.payload());
    }

    /** Calls a procedure and returns the URI of the error, which must be the next message. */
    String fail(String procedure, @Nullable Object... arguments) throws InterruptedException {
        requestCall(procedure, arguments);
        return take(ErrorMessage.class).error();
    }

    /** Answers an invocation, which must be the next message. */
    void answer(Object result) throws InterruptedException {
        Payload payload = RouterPayload.of(new PayloadValues(List.of(result), Map.of()));
        connection.send(new Yield(take(Invocation.class).request(), YieldOptions.NONE, payload));
    }

    /** Publishes an event. The test takes the answer, if it has requested one. */
    void publish(String topic, PublishOptions options, @Nullable Object... arguments) {
        PayloadValues values = new PayloadValues(Arrays.asList(arguments), Map.of());
        connection.send(new Publish(++requests, options, topic, RouterPayload.of(values)));
    }

    /** Subscribes. The test takes the answer. */
    void requestSubscribe(String topic) {
        connection.send(new Subscribe(++requests, SubscribeOptions.NONE, topic));
    }

    /** Sends the first or a further CALL of the one progressive call of this client. */
    void requestPart(String procedure, boolean more) {
        if (part == 0) {
            part = ++requests;
        }
        Payload payload = RouterPayload.of(new PayloadValues(List.of(), Map.of()));
        connection.send(
                new Call(part, new CallOptions(false, more, 0, false, null, null, Passthru.NONE), procedure, payload));
    }

    /** Calls a procedure. The test takes the answer. */
    void requestCall(String procedure, @Nullable Object... arguments) {
        PayloadValues values = new PayloadValues(Arrays.asList(arguments), Map.of());
        connection.send(new Call(++requests, CallOptions.NONE, procedure, RouterPayload.of(values)));
    }
}
