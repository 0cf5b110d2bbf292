package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.HELLO;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.RawPeer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests input that is not a message. It must end the session of its sender, and no other session. */
class MalformedIT extends RemoteConformanceCase {
    private static final Map<String, Object> NONE = Map.of();
    private static final long BEYOND = (1L << 53) + 1;

    /** Returns values that can be decoded, but are not messages. */
    static Stream<Object> noMessages() {
        return Stream.of(
                List.of(),
                Map.of(),
                Map.of("0", 48),
                "text",
                48,
                true,
                List.of("48", 1, NONE, "com.app.procedure"),
                List.of(List.of(48)),
                List.of(7),
                List.of(0, 1, NONE),
                List.of(255, 1, NONE),
                List.of(256, 1, NONE),
                List.of(1023, 1, NONE),
                List.of(-48, 1, NONE, "com.app.procedure"),
                // elements of the wrong type
                List.of(48, "1", NONE, "com.app.procedure"),
                List.of(48, 1, List.of(), "com.app.procedure"),
                List.of(48, 1, NONE, 5),
                List.of(48, 1, NONE, "com.app.procedure", Map.of("a", 1)),
                List.of(48, 1, NONE, "com.app.procedure", List.of(), List.of(1)),
                List.of(48, 1, NONE, "com.app.procedure", "args"),
                Arrays.asList(48, 1, null, "com.app.procedure"),
                Arrays.asList(48, null, NONE, "com.app.procedure"),
                Arrays.asList(48, 1, NONE, null),
                List.of(34, 1, "1"),
                List.of(8, 68, 1, NONE, 7),
                List.of(8, "68", 1, NONE, "com.app.error"),
                List.of(8, 1, 1, NONE, "com.app.error"),
                List.of(8, 999, 1, NONE, "com.app.error"),
                List.of(6, "details", "wamp.close.normal"),
                List.of(6, NONE, 5));
    }

    @ParameterizedTest
    @MethodSource("noMessages")
    @Conformance({"PV-7", "MSG-1", "A-24"})
    void bytesThatAreNoMessageEndTheSession(Object value) {
        RawPeer peer = join();

        peer.sendValue(value);

        peer.expectProtocolViolation();
    }

    /** Returns the shortest and the longest form of each message that clients send. */
    static Stream<List<List<Object>>> shortestAndLongest() {
        return Stream.of(
                List.of(List.of(6, NONE, "a.b")),
                List.of(List.of(8, 68, 1, NONE, "a.b"), List.of(8, 68, 1, NONE, "a.b", List.of(1), Map.of("k", 1))),
                List.of(List.of(16, 1, NONE, "a.b"), List.of(16, 1, NONE, "a.b", List.of(1), Map.of("k", 1))),
                List.of(List.of(32, 1, NONE, "a.b")),
                List.of(List.of(34, 1, 1), List.of(34, 1, 1, NONE)),
                List.of(List.of(48, 1, NONE, "a.b"), List.of(48, 1, NONE, "a.b", List.of(1), Map.of("k", 1))),
                List.of(List.of(49, 1, NONE)),
                List.of(List.of(64, 1, NONE, "a.b")),
                List.of(List.of(66, 1, 1), List.of(66, 1, 1, NONE)),
                List.of(List.of(70, 1, NONE), List.of(70, 1, NONE, List.of(1), Map.of("k", 1))));
    }

    @ParameterizedTest
    @MethodSource("shortestAndLongest")
    @Conformance({"PV-7", "MSG-1"})
    void aMessageHasItsNumberOfElements(List<List<Object>> forms) {
        List<Object> shortest = forms.get(0);
        RawPeer less = join();
        less.sendValue(shortest.subList(0, shortest.size() - 1));
        less.expectProtocolViolation();
        List<Object> more = new ArrayList<>(forms.get(forms.size() - 1));
        more.add(NONE);
        RawPeer longer = join();
        longer.sendValue(more);
        longer.expectProtocolViolation();
    }

    static Stream<Object> noIds() {
        return Stream.of(
                0, -1, BEYOND, Long.MAX_VALUE, BigInteger.ONE.shiftLeft(63), "1", 1.5, true, List.of(1), new byte[] {1
                });
    }

    @ParameterizedTest
    @MethodSource("noIds")
    @Conformance({"MSG-10", "ID-1", "PV-7"})
    void anIdIsAnIntegerFromOneTo2To53(Object id) {
        for (List<Object> message : List.of(
                List.of(48, id, NONE, "com.app.procedure"),
                List.of(34, 1, id),
                List.of(70, id, NONE),
                List.of(16, 1, Map.of("exclude", List.of(id)), "com.app.topic"))) {
            RawPeer peer = join();
            peer.sendValue(message);
            peer.expectProtocolViolation();
        }
    }

    @Test
    @Conformance({"MSG-10", "ID-1"})
    void theGreatestIdIsOne() {
        RawPeer peer = join();

        peer.send(SUBSCRIBE, BEYOND - 1, NONE, uri("topic"));

        peer.expect(SUBSCRIBED, BEYOND - 1);
    }

    @Test
    @Conformance({"PV-8", "SER-6", "A-24", "P20"})
    void bytesThatDoNotDecodeEndTheSession() {
        byte[] message = wire.encoding().codec().encode(List.of(48, 1, NONE, "com.app.procedure"));
        List<byte[]> broken = new ArrayList<>();
        for (int length = 0; length < message.length; length++) {
            broken.add(Arrays.copyOf(message, length));
        }
        broken.add(with(message, (byte) 0x01)); // the message is followed by another value
        broken.add(new byte[] {(byte) 0xC1}); // a byte that begins no value in any serialization
        RawPeer other = join();

        for (byte[] bytes : broken) {
            RawPeer peer = join();
            peer.sendBytes(bytes);
            peer.expectProtocolViolation();
        }

        other.roundTrip();
    }

    /**
     * Encoders of JavaScript write half of a surrogate pair like a character. Because the rest of the message can be
     * read, only the request is refused.
     */
    @Test
    @Conformance("SER-2")
    void halfASurrogatePairCostsItsRequest() {
        String mark = "MARK";
        byte[] message = wire.encoding().codec().encode(List.of(48, 1, NONE, "com.app.procedure", List.of(mark)));
        int at = new String(message, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(mark);
        byte[] half = {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'c'};
        System.arraycopy(half, 0, message, at, half.length);
        RawPeer peer = join();

        peer.sendBytes(message);

        if (wire.transport() == Transport.WEBSOCKET && wire.encoding() == Encoding.JSON) {
            peer.expectProtocolViolation(); // the whole text frame must be UTF-8 (RFC 6455 section 8.1)
            return;
        }
        peer.expect(ERROR, CALL, 1, ANY, "wamp.error.invalid_argument");
        peer.send(CALL, 2, NONE, "com.app.nobody");
        peer.expect(ERROR, CALL, 2, ANY, "wamp.error.no_such_procedure");
    }

    @Test
    @Conformance({"PV-8", "SER-2"})
    void textIsUtf8() {
        String mark = "MARK";
        byte[] message = wire.encoding().codec().encode(List.of(48, 1, NONE, "com.app.procedure", List.of(mark)));
        int at = new String(message, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(mark);
        for (byte[] wrong : new byte[][] {
            {(byte) 0xFF, 'a', 'b', 'c'},
            {(byte) 0xC0, (byte) 0x80, 'b', 'c'},
            {'a', 'b', 'c', (byte) 0xC3}
        }) {
            System.arraycopy(wrong, 0, message, at, wrong.length);
            RawPeer peer = join();
            peer.sendBytes(message);
            peer.expectProtocolViolation();
        }
    }

    @Test
    @Conformance({"PV-8", "SES-22", "A-24"})
    void bytesThatDoNotDecodeEndAJoiningConnectionToo() {
        RawPeer peer = connect();

        peer.sendBytes(new byte[] {(byte) 0xC1});

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"URI-4", "PV-7"})
    void aUriHasALimit() {
        RawPeer peer = join();

        peer.send(CALL, 1, NONE, "a.".repeat(500_000));

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"SES-4", "PV-12"})
    void detailsOfHelloHaveTheirTypes() {
        for (Map<String, Object> details : List.<Map<String, Object>>of(
                Map.of("roles", List.of()),
                Map.of("roles", "caller"),
                Map.of("roles", Map.of("caller", List.of())),
                Map.of("roles", Map.of("caller", true)),
                Map.of("roles", Map.of("caller", Map.of("features", List.of()))),
                Map.of("roles", Map.of("caller", Map.of("features", Map.of("call_canceling", 1)))),
                Map.of("roles", Map.of("caller", NONE), "authmethods", "ticket"),
                Map.of("roles", Map.of("caller", NONE), "authmethods", List.of(1)),
                Map.of("roles", Map.of("caller", NONE), "authid", 5),
                Map.of("roles", Map.of("caller", NONE), "authrole", List.of()),
                Map.of("roles", Map.of("caller", NONE), "authextra", "extra"),
                Map.of("roles", Map.of("caller", NONE), "agent", 1))) {
            RawPeer peer = connect();
            peer.send(HELLO, REALM, details);
            peer.expectProtocolViolation();
        }
    }

    private static byte[] with(byte[] bytes, byte more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        return longer;
    }
}
