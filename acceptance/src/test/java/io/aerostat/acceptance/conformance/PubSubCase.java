package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The common base of tests of publish and subscribe and of the meta API. */
abstract class PubSubCase extends ConformanceCase {
    /**
     * A realm with a history of events. Some publishers are disclosed or have a trust level, and clients may call all
     * meta procedures.
     */
    static final String PUBSUB = "conformance.pubsub";

    final RawPeer enter() {
        return join(Hello.everything(PUBSUB));
    }

    final RawPeer enterAs(String authid, String authrole) {
        return joinAs(Hello.everything(PUBSUB), authid, authrole);
    }

    static long subscribe(RawPeer peer, String topic) {
        return subscribe(peer, topic, Map.of());
    }

    static long subscribe(RawPeer peer, String topic, Map<String, ?> options) {
        long request = peer.nextRequest();
        peer.send(SUBSCRIBE, request, options, topic);
        return peer.expectAmongOthers(SUBSCRIBED, request).id(2);
    }

    static long register(RawPeer peer, String procedure, Map<String, ?> options) {
        long request = peer.nextRequest();
        peer.send(REGISTER, request, options, procedure);
        return peer.expectAmongOthers(REGISTERED, request).id(2);
    }

    /** Publishes an event, and waits until the router has accepted it. */
    static long publish(RawPeer peer, String topic, Map<String, ?> options, @Nullable Object... args) {
        Map<String, Object> acknowledged = new LinkedHashMap<>(options);
        acknowledged.put("acknowledge", true);
        long request = peer.nextRequest();
        peer.send(PUBLISH, request, acknowledged, topic, Arrays.asList(args));
        return peer.expectAmongOthers(PUBLISHED, request).id(2);
    }

    /** Calls a procedure, and returns the arguments of the result. */
    static List<@Nullable Object> call(RawPeer peer, String procedure, @Nullable Object... args) {
        return call(peer, Map.of(), procedure, args);
    }

    static List<@Nullable Object> call(
            RawPeer peer, Map<String, ?> kwargs, String procedure, @Nullable Object... args) {
        long request = request(peer, kwargs, procedure, args);
        Message result = peer.expectAmongOthers(RESULT, request, ANY);
        return result.size() > 3 ? result.list(3) : List.of();
    }

    /** Calls a procedure, and expects this error. */
    static void fail(RawPeer peer, String error, String procedure, @Nullable Object... args) {
        fail(peer, Map.of(), error, procedure, args);
    }

    static void fail(RawPeer peer, Map<String, ?> kwargs, String error, String procedure, @Nullable Object... args) {
        long request = request(peer, kwargs, procedure, args);
        peer.expectAmongOthers(ERROR, CALL, request, ANY, error);
    }

    private static long request(RawPeer peer, Map<String, ?> kwargs, String procedure, @Nullable Object... args) {
        long request = peer.nextRequest();
        if (kwargs.isEmpty()) {
            peer.send(CALL, request, Map.of(), procedure, Arrays.asList(args));
        } else {
            peer.send(CALL, request, Map.of(), procedure, Arrays.asList(args), kwargs);
        }
        return request;
    }
}
