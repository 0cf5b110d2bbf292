package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads that the router passes on without looking (PPT-1 to PPT-13). */
class PassthruIT extends ConformanceCase {
    private static final String FEATURE = "payload_passthru_mode";
    private static final Map<String, Object> OPTIONS =
            Map.of("ppt_scheme", "x_custom", "ppt_serializer", "cbor", "ppt_cipher", "x_rot13", "ppt_keyid", "key 7");
    /** No serialization of anything, so whoever looked inside would fail. */
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
        callee.send(64, 1, Map.of("invoke", "roundrobin"), uri("procedure"));
        callee.expect(65, 1);
        return callee;
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8", "PPT-9", "PPT-10"})
    void aCallAndItsResultPassUntouched() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(48, 1, OPTIONS, uri("procedure"), PAYLOAD);
        Message invocation = callee.expect(68, ANY, ANY, ANY, PAYLOAD);
        assertPassed(invocation.dict(3));
        callee.send(70, invocation.id(1), OPTIONS, PAYLOAD);
        assertPassed(caller.expect(50, 1, ANY, PAYLOAD).dict(2));
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8"})
    void aPublicationPassesUntouched() {
        RawPeer subscriber = join();
        subscriber.send(32, 1, Map.of(), uri("topic"));
        subscriber.expect(33, 1);
        RawPeer publisher = join();
        publisher.send(16, 1, OPTIONS, uri("topic"), PAYLOAD);
        assertPassed(subscriber.expect(36, ANY, ANY, ANY, PAYLOAD).dict(3));
    }

    @Test
    @Conformance({"PPT-1", "PPT-2", "PPT-8"})
    void anErrorPassesUntouched() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(48, 1, Map.of(), uri("procedure"));
        long invocation = callee.expect(68).id(1);
        callee.send(8, 68, invocation, OPTIONS, uri("failed"), PAYLOAD);
        assertPassed(caller.expect(8, 48, 1, ANY, uri("failed"), PAYLOAD).dict(3));
    }

    @Test
    @Conformance({"PPT-8"})
    void theSameOctetsArriveOverEveryOtherWire() {
        RawPeer subscriber =
                connect(new Wire(Transport.WEBSOCKET, Encoding.JSON)).join(Hello.everything(REALM));
        RawPeer other = connect(new Wire(Transport.RAWSOCKET, Encoding.CBOR)).join(Hello.everything(REALM));
        if (wire.transport() == Transport.IN_PROCESS) {
            // In-process is a router of its own: there the wire itself is the other.
            subscriber = join();
            other = join();
        }
        for (RawPeer each : new RawPeer[] {subscriber, other}) {
            each.send(32, 1, Map.of(), uri("topic"));
            each.expect(33, 1);
        }
        join().send(16, 1, OPTIONS, uri("topic"), PAYLOAD);
        subscriber.expect(36, ANY, ANY, ANY, PAYLOAD);
        other.expect(36, ANY, ANY, ANY, PAYLOAD);
    }

    @Test
    @Conformance({"PPT-8", "PPT-9", "A-55"})
    void nativeArgumentsPassAsTheyAre() {
        RawPeer subscriber = join();
        subscriber.send(32, 1, Map.of(), uri("topic"));
        subscriber.expect(33, 1);
        Map<String, Object> options = Map.of("ppt_scheme", "mqtt", "ppt_serializer", "native");
        List<Object> args = List.of("text", 7, Map.of("nested", List.of(true)));
        join().send(16, 1, options, uri("topic"), args, Map.of("key", 1));
        assertThat(subscriber.expect(36, ANY, ANY, ANY, args, Map.of("key", 1)).dict(3))
                .containsAllEntriesOf(options);
    }

    @Test
    @Conformance({"PPT-3", "PV-10"})
    void whoDidNotAnnounceItMayNotUseIt() {
        RawPeer caller = connect().join(Hello.everything(REALM).without("caller", FEATURE));
        caller.send(48, 1, OPTIONS, uri("procedure"), PAYLOAD).expectProtocolViolation();

        RawPeer publisher = connect().join(Hello.everything(REALM).without("publisher", FEATURE));
        publisher.send(16, 1, OPTIONS, uri("topic"), PAYLOAD).expectProtocolViolation();

        RawPeer callee = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer plain = join();
        plain.send(48, 1, Map.of(), uri("procedure"));
        callee.send(70, callee.expect(68).id(1), OPTIONS, PAYLOAD).expectProtocolViolation();
        plain.expect(8, 48, 1, ANY, "wamp.error.canceled");
    }

    @Test
    @Conformance("PPT-4")
    void aCalleeThatLacksItIsNotCalled() {
        RawPeer callee = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer caller = join();
        caller.send(48, 1, OPTIONS, uri("procedure"), PAYLOAD);
        caller.expect(8, 48, 1, ANY, "wamp.error.feature_not_supported");
        callee.expectNothing(caller);
    }

    @Test
    @Conformance("PPT-4")
    void amongSharersThoseThatLackItArePassedOver() {
        RawPeer without = callee(Hello.everything(REALM).without("callee", FEATURE));
        RawPeer with = callee(Hello.everything(REALM));
        RawPeer caller = join();
        for (int call = 1; call <= 3; call++) {
            caller.send(48, call, OPTIONS, uri("procedure"), PAYLOAD);
            with.send(70, with.expect(68).id(1), Map.of());
            caller.expect(50, call);
        }
        without.expectNothing(caller);
    }

    @Test
    @Conformance({"PPT-5", "P1"})
    void aResultThatTheCallerCannotTakeFailsOnBothSides() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = connect().join(Hello.everything(REALM).without("caller", FEATURE));
        caller.send(48, 1, Map.of(), uri("procedure"));
        long invocation = callee.expect(68).id(1);
        callee.send(70, invocation, OPTIONS, PAYLOAD);
        callee.expect(8, 68, invocation, ANY, "wamp.error.feature_not_supported");
        caller.expect(8, 48, 1, ANY, "wamp.error.feature_not_supported");
    }

    @Test
    @Conformance({"PPT-11", "PCI-10"})
    void theFirstCallOfAStreamSettlesThem() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        caller.send(48, 1, and("progress", true), uri("procedure"), PAYLOAD);
        Message first = callee.expect(68, ANY, ANY, ANY, PAYLOAD);
        assertPassed(first.dict(3));
        caller.send(48, 1, Map.of("progress", false, "ppt_scheme", "x_other"), uri("procedure"), PAYLOAD);
        Message second = callee.expect(68, first.id(1), ANY, ANY, PAYLOAD);
        assertThat(second.dict(3)).doesNotContainEntry("ppt_scheme", "x_other");
        callee.send(70, first.id(1), Map.of());
        caller.expect(50, 1);
    }

    @Test
    @Conformance({"PPT-13", "A-54"})
    void theOlderKeysAreUnderstoodButNotTakenForThese() {
        RawPeer subscriber = join();
        subscriber.send(32, 1, Map.of(), uri("topic"));
        subscriber.expect(33, 1);
        RawPeer publisher = join();
        Map<String, Object> options =
                Map.of("enc_algo", "cryptobox", "enc_serializer", "json", "enc_key", "AAAA", "acknowledge", true);
        publisher.send(16, 1, options, uri("topic"), PAYLOAD);
        publisher.expect(17, 1);
        assertThat(subscriber.expect(36, ANY, ANY, ANY, PAYLOAD).dict(3))
                .doesNotContainKeys("ppt_scheme", "ppt_serializer");
    }
}
