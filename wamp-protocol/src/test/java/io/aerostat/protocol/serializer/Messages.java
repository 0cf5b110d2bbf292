package io.aerostat.protocol.serializer;

import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Interrupt;
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
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.InterruptOptions;
import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every message, with empty options and with every option set, and with the smallest and largest ids. Used by tests of
 * serializers.
 */
final class Messages {
    private static final Passthru PASSTHRU = new Passthru("x_custom", "cbor", "aes256gcm", "key-1");

    private Messages() {}

    /** Returns all messages. Messages that can have a payload have the given payload. */
    static List<WampMessage> all(Payload payload) {
        List<WampMessage> all = new ArrayList<>(plain(payload));
        all.addAll(full(payload));
        return all;
    }

    private static List<WampMessage> plain(Payload payload) {
        return List.of(
                new Hello(null, HelloDetails.NONE),
                new Welcome(1, WelcomeDetails.NONE),
                new Abort(CloseDetails.NONE, "wamp.error.no_such_realm", payload),
                new Challenge("ticket", Map.of()),
                new Authenticate("", Map.of()),
                new Goodbye(CloseDetails.NONE, "wamp.close.normal"),
                new ErrorMessage(Call.CODE, 1, ErrorDetails.NONE, "com.example.error", payload),
                new Publish(1, PublishOptions.NONE, "com.example.topic", payload),
                new Published(1, 2),
                new Subscribe(1, SubscribeOptions.NONE, "com.example.topic"),
                new Subscribed(1, 2),
                new Unsubscribe(1, 2),
                new Unsubscribed(1, null),
                new Event(1, 2, EventDetails.NONE, payload),
                new Event.Received(1),
                new Call(1, CallOptions.NONE, "com.example.procedure", payload),
                new Cancel(1, CancelOptions.NONE),
                new Result(1, ResultDetails.NONE, payload),
                new Register(1, RegisterOptions.NONE, "com.example.procedure"),
                new Registered(1, 2),
                new Unregister(1, 2),
                new Unregistered(1, null),
                new Invocation(1, 2, InvocationDetails.NONE, payload),
                new Interrupt(1, InterruptOptions.NONE),
                new Yield(1, YieldOptions.NONE, payload));
    }

    private static List<WampMessage> full(Payload payload) {
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("challenge", "{\"nonce\": \"é\\u0000\"}");
        extra.put("keylen", 32L);
        extra.put("binary", "none");
        extra.put("nested", List.of(Map.of(), List.of(true, false), 1.5));
        Map<Role, Set<Feature>> features = new LinkedHashMap<>();
        features.put(Role.SUBSCRIBER, Set.of());
        features.put(Role.CALLER, new LinkedHashSet<>(List.of(Feature.CALLER_IDENTIFICATION, Feature.CALL_CANCELING)));
        Roles roles = new Roles(features);
        return List.of(
                new Hello("realm1", new HelloDetails(roles, "agent/1", List.of("wampcra"), "joe", "user", extra)),
                new Welcome(
                        Ids.MAX,
                        new WelcomeDetails(roles, "agent", "realm1", "joe", "user", "ticket", "static", extra)),
                new Abort(new CloseDetails("no \"such\" user \ud83c\udf88", "invalid-proof"), "com.Ä.é", payload),
                new Challenge("wampcra", extra),
                new Authenticate("c2lnbmF0dXJl", extra),
                new Goodbye(new CloseDetails("bye", null), "wamp.close.killed"),
                new ErrorMessage(Invocation.CODE, Ids.MAX, new ErrorDetails(PASSTHRU), "com.example.error", payload),
                new Publish(
                        255,
                        new PublishOptions(
                                true,
                                false,
                                new Audience(
                                        Set.of(1L), Set.of("a"), Set.of("b"), Set.of(Ids.MAX), Set.of(), Set.of("c")),
                                true,
                                true,
                                "key",
                                PASSTHRU),
                        "com.example.topic",
                        payload),
                new Published(256, Ids.MAX),
                new Subscribe(65_535, new SubscribeOptions(MatchPolicy.WILDCARD, true, "node"), "com..topic"),
                new Subscribed(65_536, 23),
                new Unsubscribe(24, 4_294_967_295L),
                new Unsubscribed(0, new Revocation(4_294_967_296L, "wamp.subscription.revoked")),
                new Event(
                        127,
                        128,
                        new EventDetails("com.example.topic", 99, "joe", "user", 3, true, true, PASSTHRU),
                        payload),
                new Event.Received(Ids.MAX),
                new Call(
                        Ids.MAX - 1,
                        new CallOptions(true, true, 1_500, true, "rkey", "partition", PASSTHRU),
                        "com.example.procedure",
                        payload),
                new Cancel(32, new CancelOptions(CancelMode.KILL)),
                new Result(31, new ResultDetails(true, PASSTHRU), payload),
                new Register(
                        30,
                        new RegisterOptions(MatchPolicy.PREFIX, InvocationPolicy.ROUNDROBIN, true, true, 8, true),
                        "com.example."),
                new Registered(29, 28),
                new Unregister(27, 26),
                new Unregistered(0, new Revocation(25, null)),
                new Invocation(
                        22,
                        21,
                        new InvocationDetails("com.example.p", true, true, 20, 19, "joe", "user", 0, PASSTHRU),
                        payload),
                new Interrupt(18, new InterruptOptions(CancelMode.SKIP, "wamp.error.timeout")),
                new Yield(17, new YieldOptions(true, PASSTHRU), payload));
    }
}
