package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests payloads that the router passes on without decoding them (PPT-1 to PPT-13). */
class PassthruIT extends ConformanceCase {
    private static final String FEATURE = "payload_passthru_mode";
    private static final Map<String, Object> OPTIONS =
            Map.of("ppt_scheme", "x_custom", "ppt_serializer", "cbor", "ppt_cipher", "x_rot13", "ppt_keyid", "key 7");
    /** Bytes that are invalid in every serialization, so that any attempt to decode them fails. */
    private static final List<Object> PAYLOAD = List.of(new byte[] {(byte) 0xFF, 0, 0x1C, (byte) 0x80, '"'});

    private static Map<String, Object> and(String key, Object value) {
        Map<String, Object> options = new TreeMap<>(OPTIONS);
        options.put(key, value);
        return options;
    }

    private static void assertPassed(Map<String, @Nullable Object> details) {
        assertThat(details).containsAllEntriesOf(OPTIONS);
    }

    private RawPeer callee(Hello hello) {
        RawPeer callee = connect().join(hello);
        callee.send(REGISTER, 1, Map.of("invoke", "roundrobin"), uri("procedure"));
        callee.expect(REGISTERED, 1);
        return callee;
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8", "PPT-9", "PPT-10"})
    void aCallAndItsResultPassUntouched() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(CALL, 1, OPTIONS, uri("procedure"), PAYLOAD);
        Message invocation = callee.expect(INVOCATION, ANY, ANY, ANY, PAYLOAD);
        assertPassed(invocation.dict(3));
        callee.send(YIELD, invocation.id(1), OPTIONS, PAYLOAD);
        assertPassed(caller.expect(RESULT, 1, ANY, PAYLOAD).dict(2));
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8"})
    void aPublicationPassesUntouched() {
        RawPeer subscriber = join();
        subscriber.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        subscriber.expect(SUBSCRIBED, 1);
        RawPeer publisher = join();
        publisher.send(PUBLISH, 1, OPTIONS, uri("topic"), PAYLOAD);
        assertPassed(subscriber.expect(EVENT, ANY, ANY, ANY, PAYLOAD).dict(3));
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8"})
    void anErrorPassesUntouched() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        long invocation = callee.expect(INVOCATION).id(1);
        callee.send(ERROR, INVOCATION, invocation, OPTIONS, uri("failed"), PAYLOAD);
        assertPassed(caller.expect(ERROR, CALL, 1, ANY, uri("failed"), PAYLOAD).dict(3));
    }

    @Test
    @Conformance({"PPT-8"})
    void theSameBytesArriveOverEveryOtherWire() {
        RawPeer subscriber =
                connect(new Wire(Transport.WEBSOCKET, Encoding.JSON)).join(Hello.everything(REALM));
        RawPeer other = connect(new Wire(Transport.RAWSOCKET, Encoding.CBOR)).join(Hello.everything(REALM));
        if (wire.transport().isEmbedded()) {
            // Peers of other wires cannot join an embedded router, so both subscribers use the in-process wire.
            subscriber = join();
            other = join();
        }
        for (RawPeer each : new RawPeer[] {subscriber, other}) {
            each.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
            each.expect(SUBSCRIBED, 1);
        }
        join().send(PUBLISH, 1, OPTIONS, uri("topic"), PAYLOAD);
        subscriber.expect(EVENT, ANY, ANY, ANY, PAYLOAD);
        other.expect(EVENT, ANY, ANY, ANY, PAYLOAD);
    }

    @Test
    @Conformance({"PPT-8", "PPT-9", "A-55"})
    void nativeArgumentsPassAsTheyAre() {
        RawPeer subscriber = join();
        subscriber.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        subscriber.expect(SUBSCRIBED, 1);
        Map<String, Object> options = Map.of("ppt_scheme", "mqtt", "ppt_serializer", "native");
        List<Object> args = List.of("text", 7, Map.of("nested", List.of(true)));
        join().send(PUBLISH, 1, options, uri("topic"), args, Map.of("key", 1));
        assertThat(subscriber
                        .expect(EVENT, ANY, ANY, ANY, args, Map.of("key", 1))
                        .dict(3))
                .containsAllEntriesOf(options);
    }

    @Test
    @Conformance({"PPT-3", "PV-10"})
    void aPeerWithoutTheFeatureMustNotSendSuchPayloads() {
        RawPeer caller = connect().join(Hello.everything(REALM).without("caller", FEATURE));
        caller.send(CALL, 1, OPTIONS, uri("procedure"), PAYLOAD).expectProtocolViolation();

        RawPeer publisher = connect().join(Hello.everything(REALM).without("publisher", FEATURE));
        publisher.send(PUBLISH, 1, OPTIONS, uri("topic"), PAYLOAD).expectProtocolViolation();

        RawPeer callee = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer plain = join();
        plain.send(CALL, 1, Map.of(), uri("procedure"));
        callee.send(YIELD, callee.expect(INVOCATION).id(1), OPTIONS, PAYLOAD).expectProtocolViolation();
        plain.expect(ERROR, CALL, 1, ANY, "wamp.error.canceled");
    }

    @Test
    @Conformance("PPT-4")
    void aCalleeThatLacksItIsNotCalled() {
        RawPeer callee = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer caller = join();
        caller.send(CALL, 1, OPTIONS, uri("procedure"), PAYLOAD);
        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.feature_not_supported");
        callee.expectNothing(caller);
    }

    @Test
    @Conformance("PPT-4")
    void amongSharersThoseThatLackItArePassedOver() {
        RawPeer without = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer with = callee(Hello.everything(REALM));
        RawPeer caller = join();
        for (int call = 1; call <= 3; call++) {
            caller.send(CALL, call, OPTIONS, uri("procedure"), PAYLOAD);
            with.send(YIELD, with.expect(INVOCATION).id(1), Map.of());
            caller.expect(RESULT, call);
        }
        without.expectNothing(caller);
    }

    @Test
    @Conformance({"PPT-5", "P1"})
    void aResultThatTheCallerCannotTakeFailsOnBothSides() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = connect().join(Hello.everything(REALM).without("caller", FEATURE));
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        long invocation = callee.expect(INVOCATION).id(1);
        callee.send(YIELD, invocation, OPTIONS, PAYLOAD);
        callee.expect(ERROR, INVOCATION, invocation, ANY, "wamp.error.feature_not_supported");
        caller.expect(ERROR, CALL, 1, ANY, "wamp.error.feature_not_supported");
    }

    @Test
    @Conformance({"PPT-11", "PCI-10"})
    void theFirstCallOfAStreamSettlesThem() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(CALL, 1, and("progress", true), uri("procedure"), PAYLOAD);
        Message first = callee.expect(INVOCATION, ANY, ANY, ANY, PAYLOAD);
        assertPassed(first.dict(3));
        caller.send(CALL, 1, Map.of("progress", false, "ppt_scheme", "x_other"), uri("procedure"), PAYLOAD);
        Message second = callee.expect(INVOCATION, first.id(1), ANY, ANY, PAYLOAD);
        assertThat(second.dict(3)).doesNotContainEntry("ppt_scheme", "x_other");
        callee.send(YIELD, first.id(1), Map.of());
        caller.expect(RESULT, 1);
    }

    @Test
    @Conformance({"PPT-13", "A-54"})
    void theOlderKeysAreUnderstoodButNotTakenForThese() {
        RawPeer subscriber = join();
        subscriber.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        subscriber.expect(SUBSCRIBED, 1);
        RawPeer publisher = join();
        Map<String, Object> options =
                Map.of("enc_algo", "cryptobox", "enc_serializer", "json", "enc_key", "AAAA", "acknowledge", true);
        publisher.send(PUBLISH, 1, options, uri("topic"), PAYLOAD);
        publisher.expect(PUBLISHED, 1);
        assertThat(subscriber.expect(EVENT, ANY, ANY, ANY, PAYLOAD).dict(3))
                .doesNotContainKeys("ppt_scheme", "ppt_serializer");
    }
}
