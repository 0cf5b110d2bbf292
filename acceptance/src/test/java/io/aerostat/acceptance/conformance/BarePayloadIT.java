package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests messages with a binary in place of the arguments. Autobahn sends such messages if it has encoded the payload
 * itself. The router passes the binary unchanged to peers that announced the feature.
 */
class BarePayloadIT extends ConformanceCase {
    private static final String FEATURE = "payload_transparency";
    private static final Map<String, Object> ENCODING =
            Map.of("enc_algo", "cryptobox", "enc_serializer", "json", "enc_key", "GTtQ37XGJO2O4R8Dvx4AUo8pe61D9evI");
    /** Bytes that are invalid in every serialization, so that any attempt to decode them fails. */
    private static final byte[] OCTETS = {(byte) 0xFF, 0, 0x1C, (byte) 0x80, '"'};

    private static Hello transparent() {
        Hello hello = Hello.everything(REALM);
        for (String role : List.of("publisher", "subscriber", "caller", "callee")) {
            hello = hello.role(role, FEATURE);
        }
        return hello;
    }

    private static void assertPassed(Map<String, @Nullable Object> details) {
        assertThat(details).containsAllEntriesOf(ENCODING).doesNotContainKeys("ppt_scheme", "ppt_serializer");
    }

    private RawPeer callee(Hello hello) {
        RawPeer callee = connect().join(hello);
        callee.send(REGISTER, 1, Map.of(), uri("procedure"));
        callee.expect(REGISTERED, 1);
        return callee;
    }

    private RawPeer subscriber(Wire wire, Hello hello) {
        RawPeer subscriber = connect(wire).join(hello);
        subscriber.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        subscriber.expect(SUBSCRIBED, 1);
        return subscriber;
    }

    @Test
    @Conformance({"PPT-13", "A-54"})
    void aCallAndItsResultPassAsTheyAre() {
        RawPeer callee = callee(transparent());
        RawPeer caller = connect().join(transparent());
        caller.send(CALL, 1, ENCODING, uri("procedure"), OCTETS);
        Message invocation = callee.expect(INVOCATION, ANY, ANY, ANY, OCTETS);
        assertPassed(invocation.dict(3));
        callee.send(YIELD, invocation.id(1), ENCODING, OCTETS);
        assertPassed(caller.expect(RESULT, 1, ANY, OCTETS).dict(2));
    }

    @Test
    @Conformance("PPT-13")
    void anErrorPassesAsItIs() {
        RawPeer callee = callee(transparent());
        RawPeer caller = connect().join(transparent());
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        long invocation = callee.expect(INVOCATION).id(1);
        callee.send(ERROR, INVOCATION, invocation, ENCODING, uri("failed"), OCTETS);
        assertPassed(caller.expect(ERROR, CALL, 1, ANY, uri("failed"), OCTETS).dict(3));
    }

    @Test
    @Conformance("PPT-13")
    void aPublicationPassesOverEveryOtherWire() {
        boolean alone = wire.transport().isEmbedded(); // peers of other transports cannot join an embedded router
        RawPeer json = subscriber(alone ? wire : new Wire(Transport.WEBSOCKET, Encoding.JSON), transparent());
        RawPeer cbor = subscriber(alone ? wire : new Wire(Transport.RAWSOCKET, Encoding.CBOR), transparent());
        RawPeer publisher = join();
        publisher.send(PUBLISH, 1, ENCODING, uri("topic"), OCTETS);
        assertPassed(json.expect(EVENT, ANY, ANY, ANY, OCTETS).dict(3));
        assertPassed(cbor.expect(EVENT, ANY, ANY, ANY, OCTETS).dict(3));
    }

    @Test
    @Conformance({"PPT-13", "PBS-3"})
    void anEventOfAPatternSaysItsTopicToo() {
        RawPeer subscriber = connect().join(transparent());
        subscriber.send(SUBSCRIBE, 1, Map.of("match", "prefix"), uri("to"));
        subscriber.expect(SUBSCRIBED, 1);
        RawPeer publisher = join();
        publisher.send(PUBLISH, 1, ENCODING, uri("topic"), OCTETS);
        Map<String, @Nullable Object> details =
                subscriber.expect(EVENT, ANY, ANY, ANY, OCTETS).dict(3);
        assertPassed(details);
        assertThat(details).containsEntry("topic", uri("topic"));
    }

    @Test
    @Conformance("PPT-13")
    void aPeerWithoutTheFeatureGetsThePayloadAsTheOnlyArgument() {
        RawPeer callee = callee(Hello.everything(REALM));
        RawPeer caller = join();
        RawPeer subscriber = subscriber(wire, Hello.everything(REALM));
        RawPeer other = subscriber(wire, transparent());

        caller.send(CALL, 1, ENCODING, uri("procedure"), OCTETS);
        Message invocation = callee.expect(INVOCATION, ANY, ANY, ANY, List.of(OCTETS));
        assertPassed(invocation.dict(3));
        callee.send(YIELD, invocation.id(1), ENCODING, OCTETS);
        assertPassed(caller.expect(RESULT, 1, ANY, List.of(OCTETS)).dict(2));

        caller.send(PUBLISH, 2, ENCODING, uri("topic"), OCTETS);
        assertPassed(subscriber.expect(EVENT, ANY, ANY, ANY, List.of(OCTETS)).dict(3));
        assertPassed(other.expect(EVENT, ANY, ANY, ANY, OCTETS).dict(3));
    }
}
