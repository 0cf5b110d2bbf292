package io.aerostat.acceptance.transport;

import static io.aerostat.acceptance.transport.WebSocketPeer.BINARY;
import static io.aerostat.acceptance.transport.WebSocketPeer.FIN;
import static io.aerostat.acceptance.transport.WebSocketPeer.PING;
import static io.aerostat.acceptance.transport.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the opening handshake of WebSocket, the first messages, and the end of connections that break the rules (WS-1,
 * WS-2, WS-3, WS-5).
 */
@ExtendWith(TransportsRouter.Provider.class)
class WebSocketOpeningIT {
    private static final String HELLO = "[1,\"wire\",{\"roles\":{\"caller\":{}}}]";
    private static final String OPENING =
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n";

    private final TransportsRouter router;

    WebSocketOpeningIT(TransportsRouter router) {
        this.router = router;
    }

    private String answer(String opening) throws IOException {
        try (RawConnection raw = router.connect("web")) {
            return raw.send(opening).readUntil("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @Conformance({"WS-1", "WS-3"})
    @CsvSource(
            delimiter = '|',
            value = {
                "wamp.2.json | wamp.2.json",
                "wamp.2.ubjson, wamp.2.cbor | wamp.2.ubjson",
                "wamp.2.cbor, wamp.2.msgpack, wamp.2.json | wamp.2.cbor",
                "mqtt, wamp.2.flatbuffers, wamp.2.msgpack.batched, wamp.2.json | wamp.2.msgpack.batched"
            })
    void theFirstOfTheClientsSubprotocolsThatIsSpoken(String offered, String chosen) throws IOException {
        assertThat(answer(OPENING.replace("wamp.2.json", offered)))
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("sec-websocket-protocol: " + chosen + "\r\n");
        // The subprotocols may be in one header or in several headers.
        assertThat(answer(OPENING.replace(
                        "Sec-WebSocket-Protocol: wamp.2.json",
                        "Sec-WebSocket-Protocol: " + offered.replace(", ", "\r\nSec-WebSocket-Protocol: "))))
                .containsIgnoringCase("sec-websocket-protocol: " + chosen + "\r\n");
    }

    @ParameterizedTest
    @Conformance("WS-1")
    @CsvSource(
            delimiter = '|',
            value = {
                "wamp.2.json | mqtt",
                "wamp.2.json | wamp.2.flatbuffers",
                "Sec-WebSocket-Protocol: wamp.2.json | X-None: 1",
                "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 8",
                "Sec-WebSocket-Version: 13 | X-None: 1",
                "dGhlIHNhbXBsZSBub25jZQ== | c2hvcnQ=",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X-None: 1",
                "keep-alive, Upgrade | keep-alive",
                "Host: localhost | X-None: 1",
                "GET /ws HTTP/1.1 | POST /ws HTTP/1.1",
                "GET /ws HTTP/1.1 | GET /ws HTTP/1.0"
            })
    void openingsThatAreRefused(String part, String instead) throws IOException {
        assertThat(answer(OPENING.replace(part, instead))).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @Conformance({"WS-2", "PV-8"})
    @ValueSource(strings = {"wamp.2.json", "wamp.2.msgpack", "wamp.2.cbor", "wamp.2.ubjson"})
    void theWrongKindOfMessage(String subprotocol) throws IOException {
        boolean text = subprotocol.equals("wamp.2.json");
        try (WebSocketPeer peer = WebSocketPeer.wamp(router.connect("web"), subprotocol)) {
            peer.frame(FIN | (text ? BINARY : TEXT), HELLO).flush();
            String abort = peer.next();
            assertThat(abort).startsWith(text ? "text " : "binary ").contains("wamp.error.protocol_violation");
            assertThat(peer.next()).isEqualTo("close 1002");
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    /** Expects ABORT, then a close frame, and then the end of the connection. */
    @Test
    @Conformance("WS-5")
    void theOrderOfTheEnd() throws IOException {
        for (int first : new int[] {0x83, 0xF1, 0x80, 0x09}) {
            try (WebSocketPeer peer = joined()) {
                peer.frame(first, "x").flush();
                assertThat(peer.text()).startsWith("[3,").contains("wamp.error.protocol_violation");
                assertThat(peer.next()).isEqualTo("close 1002");
                assertThat(peer.next()).isEqualTo("end");
            }
        }
    }

    @Test
    @Conformance("WS-5")
    void messagesInFragmentsWithControlFramesBetween() throws IOException {
        byte[] call = "[48,1,{},\"com.opening.nobody\",[\"é🎈\"]]".getBytes(UTF_8);
        try (WebSocketPeer peer = joined()) {
            for (int i = 0; i < call.length; i++) {
                peer.frame((i == 0 ? TEXT : 0) | (i == call.length - 1 ? FIN : 0), new byte[] {call[i]});
                if (i % 10 == 5) {
                    peer.frame(FIN | PING, "p" + i);
                }
            }
            peer.flush(11);
            for (int i = 5; i < call.length; i += 10) {
                assertThat(peer.next()).isEqualTo("pong p" + i);
            }
            assertThat(peer.text()).startsWith("[8,48,1,");
        }
    }

    /**
     * P21: if a message exceeds the limit, only its request is refused, and the session continues. A message beyond a
     * second, larger limit ends the connection.
     */
    @ParameterizedTest
    @Conformance({"P21", "WS-4"})
    @ValueSource(ints = {65_537, 200_000})
    void anOversizedRequest(int size) throws IOException {
        byte[] call = new byte[size];
        Arrays.fill(call, (byte) 'o');
        byte[] start = "[48,7,{},\"com.opening.nobody\",[\"".getBytes(UTF_8);
        System.arraycopy(start, 0, call, 0, start.length);
        System.arraycopy("\"]]".getBytes(ISO_8859_1), 0, call, size - 3, 3);
        try (WebSocketPeer peer = joined()) {
            peer.frame(FIN | TEXT, call).flush();
            assertThat(peer.text()).startsWith("[8,48,7,").contains("wamp.error.payload_size_exceeded");
            peer.send("[48,8,{},\"com.opening.nobody\"]");
            assertThat(peer.text()).startsWith("[8,48,8,").contains("no_such_procedure");

            peer.head(FIN | TEXT, 1 << 20).flush();
            assertThat(peer.text()).startsWith("[3,");
            assertThat(peer.next()).isEqualTo("close 1009");
        }
    }

    private WebSocketPeer joined() throws IOException {
        WebSocketPeer peer = WebSocketPeer.wamp(router.connect("web"), "wamp.2.json");
        peer.send(HELLO);
        assertThat(peer.text()).startsWith("[2,");
        return peer;
    }
}
