package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.Batches;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.framing.codec.WebSocketReader;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReceiver;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Published;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.connection.ChannelLink;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.cookie.MemoryCookieStore;
import io.aerostat.router.link.Link;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.Sent;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.listener.option.CookieOptions;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests WebSocket over TCP: the contract of links, opening handshakes, frames, batches and compression. */
class WebSocketTcpLinkTest extends LinkContract {
    static Transport.Web web(WebSocketOptions options, Duration handshakeTimeout) {
        List<Subprotocol> subprotocols = List.of(
                Subprotocol.unbatched(Serialization.JSON),
                Subprotocol.unbatched(Serialization.MSGPACK),
                Subprotocol.unbatched(Serialization.CBOR),
                new Subprotocol(Serialization.JSON, true),
                new Subprotocol(Serialization.MSGPACK, true));
        return new Transport.Web(
                Map.of(
                        "ws",
                        PathService.WebSocket.of(Access.ANONYMOUS)
                                .withSubprotocols(subprotocols)
                                .withOptions(options)),
                new WebOptions(false, Optional.empty(), PATIENT, handshakeTimeout));
    }

    static Transport.Web web(ConnectionOptions options, Duration handshakeTimeout) {
        return web(WebSocketOptions.builder().connection(options).build(), handshakeTimeout);
    }

    @Override
    SocketAddress listen(LinkAcceptor acceptor, ConnectionOptions options, Duration handshakeTimeout) throws Exception {
        return listen(server, web(options, handshakeTimeout));
    }

    SocketAddress listen(TestServer server, Transport.Web transport) {
        return server.accepting(acceptor).listen(transport).address();
    }

    @Override
    Wire connect(SocketAddress address) throws Exception {
        return Wire.connect(address);
    }

    @Override
    TestPeer handshake(Wire wire, Serialization serialization) throws Exception {
        return TestPeer.webSocket(wire, "/ws", serialization);
    }

    @Override
    byte[] opening() {
        return request("").getBytes(StandardCharsets.US_ASCII);
    }

    static String request(String more) {
        return "GET /ws HTTP/1.1\r\nHost: localhost:8000\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (more.contains("Sec-WebSocket-Protocol") ? "" : "Sec-WebSocket-Protocol: wamp.2.json\r\n")
                + more + "\r\n";
    }

    @Override
    String greatClaim() {
        return "81ff 0000000040000000 00000000";
    }

    @Override
    String farewell(LinkClose reason) {
        return switch (reason) {
            case NORMAL -> "close 1000";
            case GOING_AWAY -> "close 1001";
            case PROTOCOL_ERROR -> "close 1002";
            case POLICY -> "close 1008";
            case INTERNAL_ERROR -> "close 1011";
        };
    }

    /** WS-3: the router chooses the first subprotocol in the client's list that it supports. */
    @Conformance("WS-3")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wamp.2.json | wamp.2.json",
                "wamp.2.cbor, wamp.2.json | wamp.2.cbor",
                "mqtt, wamp.2.ubjson, wamp.2.msgpack, wamp.2.json | wamp.2.msgpack",
                "wamp.2.json.batched, wamp.2.json | wamp.2.json.batched"
            })
    void theSubprotocolIsTheClientsChoice(String offered, String chosen) throws Exception {
        String response = open("Sec-WebSocket-Protocol: " + offered + "\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("sec-websocket-protocol: " + chosen + "\r\n");
        await().until(() -> acceptor.links.size() == 1);
        assertThat(acceptor.last().link.transport().websocketProtocol()).isEqualTo(chosen);
    }

    /**
     * WS-1: a request without a common subprotocol, or any other invalid opening handshake, gets status 400 with a
     * reason.
     */
    @Conformance("WS-1")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Protocol: wamp.2.json | Sec-WebSocket-Protocol: mqtt | This server only speaks"
                        + " WebSocket subprotocols wamp.2.json, ",
                "Sec-WebSocket-Protocol: wamp.2.json | X-None: 1 | This server only speaks WebSocket subprotocols",
                "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 8 | WebSocket version [8] not supported",
                "Sec-WebSocket-Version: 13 | X-None: 1 | WebSocket version [] not supported",
                "dGhlIHNhbXBsZSBub25jZQ== | c2hvcnQ= | bad Sec-WebSocket-Key",
                "dGhlIHNhbXBsZSBub25jZQ== | ?????????????????????=== | bad Sec-WebSocket-Key",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X-None: 1 | found 0 HTTP Sec-WebSocket-Key",
                "Connection: keep-alive, Upgrade | Connection: keep-alive | HTTP Connection header does not include"
                        + " 'upgrade'",
                "GET /ws HTTP/1.1 | POST /ws HTTP/1.1 | opened with GET"
            })
    void refusedOpenings(String part, String instead, String reason) throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("").replace(part, instead));

            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains(reason);
        }
        assertThat(acceptor.links).isEmpty();
    }

    @Test
    void aWrongVersionIsAnsweredWithTheSupportedVersion() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("").replace("Version: 13", "Version: 25"));

            assertThat(wire.readUntil("\r\n\r\n")).containsIgnoringCase("sec-websocket-version: 13\r\n");
        }
    }

    @Conformance("WS-4")
    @ParameterizedTest
    @CsvSource({
        "http://example.com, http://example.com, true",
        "http://*.example.com, http://a.example.com, true",
        "http://*.example.com, http://example.org, false",
        "http://example.com:*, http://example.com:1234, true",
        "http://example.com:80, http://example.com, true",
        "http://example.com, http://example.com.evil.org, false",
        "http://example.com, http://localhost:8000, true",
        "http://example.com, http://localhost:8001, false",
        "http://example.com, HTTP://EXAMPLE.COM, true",
        "http://example.com, null, false",
        "http://example.com, '', true"
    })
    void origins(String allowed, String page, boolean accepted) throws Exception {
        String origin = page.replace("http://localhost", scheme() + "://localhost");
        WebSocketOptions options = WebSocketOptions.builder()
                .allowedOrigins(List.of(allowed))
                .allowNullOrigin(false)
                .build();
        address = listen(server, web(options, PATIENT));

        String response = open(origin.isEmpty() ? "" : "Origin: " + origin + "\r\n");

        if (accepted) {
            assertThat(response).startsWith("HTTP/1.1 101 ");
        } else {
            assertThat(response)
                    .startsWith("HTTP/1.1 400 WebSocket connection denied: origin '" + origin + "' not allowed");
        }
    }

    @Test
    void aBrowserSeesAStatusPage() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(new String(wire.readToEnd(SOON), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("A WAMP router listens here", "wamp.2.msgpack");
        }
    }

    @Test
    void withoutAStatusPageTheAnswerIs426() throws Exception {
        WebSocketOptions options =
                WebSocketOptions.builder().enableWebStatus(false).build();
        address = listen(server, web(options, PATIENT));
        try (Wire wire = connect(address)) {
            wire.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(new String(wire.readToEnd(SOON), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 426 ");
        }
    }

    /** WS-1: a client that names no subprotocol speaks JSON, if the router is configured to be lenient. */
    @Conformance("WS-1")
    @Test
    void noSubprotocolMayMeanJson() throws Exception {
        WebSocketOptions options =
                WebSocketOptions.builder().requireSubprotocol(false).build();
        address = listen(server, web(options, PATIENT));

        String response = open("Sec-WebSocket-Protocol:\r\n");

        assertThat(response).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-protocol");
    }

    /** COO-1, COO-2: a browser is recognized only by the cookie that the router has issued to it. */
    @Test
    void trackingCookie() throws Exception {
        CookieStore store = new MemoryCookieStore(Duration.ofDays(7), 100);
        CookieOptions cookie = new CookieOptions(
                "cbtid",
                24,
                Duration.ofDays(7),
                true,
                true,
                Optional.of(CookieOptions.SameSite.LAX),
                new CookieStorage.Custom(store));
        PathService.WebSocket service =
                PathService.WebSocket.of(Access.ANONYMOUS).withCookie(cookie);
        address = listen(server, new Transport.Web(Map.of("ws", service)));

        String first = open("");
        await().until(() -> acceptor.links.size() == 1);
        String value = acceptor.last().link.transport().cookie();
        assertThat(value).matches("[\\w-]{24}");
        assertThat(first)
                .containsPattern("(?i)set-cookie: cbtid=" + value + "; Max-Age=604800; Expires=[^;]+; Secure;"
                        + " HTTPOnly; SameSite=Lax\r\n");

        String unknown = open("Cookie: a=b; cbtid=" + "x".repeat(24) + "\r\n");
        await().until(() -> acceptor.links.size() == 2);
        assertThat(unknown).containsIgnoringCase("set-cookie: cbtid=");
        assertThat(acceptor.last().link.transport().cookie()).isNotEqualTo("x".repeat(24));

        String again = open("Cookie: a=b; cbtid=" + value + "\r\n");
        await().until(() -> acceptor.links.size() == 3);
        assertThat(again).doesNotContainIgnoringCase("set-cookie");
        assertThat(acceptor.last().link.transport().cookie()).isEqualTo(value);

        store.revoke(value);
        assertThat(open("Cookie: cbtid=" + value + "\r\n")).containsIgnoringCase("set-cookie: cbtid=");
    }

    /**
     * COO-2: if the router admits a page only because the pattern {@code *} admits every origin, this page neither uses
     * nor changes the cookie of its visitor.
     */
    @Test
    void cookiesAreForPagesThatAreNamed() throws Exception {
        CookieStore store = new MemoryCookieStore(Duration.ofDays(7), 100);
        store.issue("v".repeat(24));
        CookieOptions cookie = new CookieOptions(
                "cbtid",
                24,
                Duration.ofDays(7),
                false,
                true,
                Optional.of(CookieOptions.SameSite.LAX),
                new CookieStorage.Custom(store));
        WebSocketOptions options = WebSocketOptions.builder()
                .allowedOrigins(List.of("https://*:8443", "*", "https://*.example.com"))
                .build();
        PathService.WebSocket service =
                PathService.WebSocket.of(Access.ANONYMOUS).withOptions(options).withCookie(cookie);
        address = listen(server, new Transport.Web(Map.of("ws", service)));
        String carried = "Cookie: cbtid=" + "v".repeat(24) + "\r\n";

        assertThat(open("Origin: https://evil.example.org:8443\r\n" + carried))
                .doesNotContainIgnoringCase("set-cookie");
        await().until(() -> acceptor.links.size() == 1);
        assertThat(acceptor.last().link.transport().cookie()).isNull();

        open("Origin: null\r\n" + carried);
        await().until(() -> acceptor.links.size() == 2);
        assertThat(acceptor.last().link.transport().cookie()).isNull();

        open("Origin: https://shop.example.com\r\n" + carried);
        await().until(() -> acceptor.links.size() == 3);
        assertThat(acceptor.last().link.transport().cookie()).isEqualTo("v".repeat(24));
    }

    /** P7: surplus connections are refused before the upgrade. The refusal says when to try again. */
    @Test
    @Conformance("P7")
    void admission() throws Exception {
        try (TestServer strict = new TestServer(new AdmissionLimits(1, 1000, 2))) {
            address = listen(strict, web(OPTIONS, PATIENT));
            try (TestPeer one = join();
                    TestPeer other = join();
                    Wire third = connect(address)) {
                third.send(request(""));
                assertThat(third.readUntil("\r\n\r\n"))
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("retry-after: 1\r\n")
                        .containsIgnoringCase("connection: close\r\n");

                other.send("[2,1,{}]");
                other.message();
                try (TestPeer afterOneWasWelcomed = join()) {
                    assertLives(afterOneWasWelcomed);
                }
            }
            await().until(() -> strict.admission.pending() == 0);
        }
    }

    /** The WebSocket of Node.js 22 does not report a failed handshake, so AutobahnJS would never try again. */
    @Test
    @Conformance("P7")
    void aClientThatDoesNotSurviveAFailedHandshakeIsClosedInstead() throws Exception {
        try (TestServer strict = new TestServer(new AdmissionLimits(1, 1000, 1))) {
            address = listen(strict, web(OPTIONS, PATIENT));
            try (TestPeer pending = join()) {
                assertThat(refusedNode("")).isEqualTo("03f5" + hex("503 Service Unavailable"));
                assertThat(refusedNode("Sec-WebSocket-Protocol: wamp.2.flatbuffers, mqtt\r\n"))
                        .startsWith("03f0" + hex("400 This server only speaks WebSocket subprotocols"));
                assertThat(strict.admission.refused()).isEqualTo(1);
                assertThat(strict.admission.pending()).isEqualTo(1);
            }
            assertThat(acceptor.links).hasSize(1);
        }
    }

    @Test
    void aNodeClientAtAPathThatIsNotThereIsClosedInstead() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("User-Agent: node\r\n").replace("GET /ws ", "GET /nothing "));
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101 ");
            byte[] frame = wire.readToEnd(SOON);
            assertThat(ByteBufUtil.hexDump(frame)).startsWith("88" + "0f" + "03f0" + hex("404 Not Found"));
        }
    }

    /** A request that is not a valid opening handshake cannot be answered with an accepted handshake. */
    @Test
    void aNodeClientWithABrokenHandshakeIsRefusedInHttp() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("User-Agent: node\r\n").replace("Version: 13", "Version: 8"));
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    /** Returns the payload of the close frame that follows an accepted handshake. */
    private String refusedNode(String more) throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("User-Agent: node\r\n" + more));
            String response = wire.readUntil("\r\n\r\n");
            assertThat(response)
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase(
                            "sec-websocket-protocol: " + (more.isEmpty() ? "wamp.2.json" : "wamp.2.flatbuffers"))
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            byte[] frame = wire.readToEnd(SOON);
            assertThat(frame[0]).isEqualTo((byte) 0x88);
            assertThat(frame[1]).isEqualTo((byte) (frame.length - 2));
            return ByteBufUtil.hexDump(frame, 2, frame.length - 2);
        }
    }

    private static String hex(String ascii) {
        return ByteBufUtil.hexDump(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** PV-8: sends a text frame in place of a binary frame, and the reverse. */
    @Conformance({"WS-2", "PV-8"})
    @ParameterizedTest
    @ValueSource(strings = {"JSON", "CBOR"})
    void theWrongOpcode(Serialization serialization) throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("Sec-WebSocket-Protocol: " + serialization.subprotocol() + "\r\n"));
            wire.readUntil("\r\n\r\n");
            String opcode = serialization.isText() ? "82" : "81";
            wire.sendHex(opcode + "82 00000000 5b5d");

            await().until(() ->
                    acceptor.links.size() == 1 && acceptor.last().violations.size() == 1);
            assertThat(ByteBufUtil.hexDump(wire.readToEnd(SOON))).endsWith("880203ea");
        }
    }

    @Conformance("WS-5")
    @ParameterizedTest
    @CsvSource({
        "8102 5b5d, 880203ea",
        "c182 00000000 5b5d, 880203ea",
        "8382 00000000 5b5d, 880203ea",
        "8181 00000000 ff, 880203ef",
        "81ff 0000000100000000 00000000, 880203f1"
    })
    void closeCodesOfBrokenFrames(String frame, String close) throws Exception {
        try (TestPeer peer = join()) {
            peer.wire.sendHex(frame);

            assertThat(ByteBufUtil.hexDump(peer.wire.readToEnd(SOON))).endsWith(close);
        }
    }

    @ParameterizedTest
    @CsvSource({"8882 00000000 03e8, close 1000", "8882 00000000 0fa0, close 1000", "8880 00000000, close 1000"})
    void aCloseFrameIsAnswered(String close, String answer) throws Exception {
        try (TestPeer peer = join()) {
            peer.wire.sendHex(close);

            assertThat(peer.next()).isEqualTo(answer);
            assertThat(peer.next()).isNull();
        }
        await().until(() -> acceptor.last().closed.size() == 1);
        assertThat(acceptor.last().closed.get(0)).startsWith("closed by the peer");
    }

    @Test
    void aCloseCodeCanBeEchoed() throws Exception {
        WebSocketOptions options = WebSocketOptions.builder()
                .connection(OPTIONS)
                .echoCloseCodeReason(true)
                .build();
        address = listen(server, web(options, PATIENT));
        try (TestPeer peer = join()) {
            peer.wire.sendHex("8882 00000000 0fa0");

            assertThat(peer.next()).isEqualTo("close 4000");
        }
    }

    /** WS-5: sends the fragments of a message with a ping between them. */
    @Conformance("WS-5")
    @Test
    void fragments() throws Exception {
        try (TestPeer peer = join()) {
            peer.wire.sendHex("0186 00000000 5b34382c312c" + "8981 00000000 70" + "0083 00000000 7b7d2c"
                    + "8086 00000000 22612e62225d");

            assertThat(peer.next()).isEqualTo("pong p");
            assertThat(peer.message()).isEqualTo(TestPeer.CALL);
        }
    }

    @Conformance("WS-4")
    @Test
    void compression() throws Exception {
        WebSocketOptions options = WebSocketOptions.builder()
                .connection(OPTIONS)
                .compression(PerMessageDeflate.Options.DEFAULT)
                .build();
        address = listen(server, web(options, PATIENT));
        try (Wire wire = connect(address)) {
            wire.send(request("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"));
            assertThat(wire.readUntil("\r\n\r\n"))
                    .containsIgnoringCase("sec-websocket-extensions: permessage-deflate\r\n");
            io.netty.buffer.ByteBuf out = io.netty.buffer.Unpooled.buffer();
            String message = "[48,1,{},\"a.b\",[\"" + "again and ".repeat(1000) + "\"]]";
            try (io.aerostat.protocol.framing.codec.WebSocketWriter writer =
                    new io.aerostat.protocol.framing.codec.WebSocketWriter(
                            true, new io.aerostat.protocol.framing.codec.MessageDeflater(6, true))) {
                writer.writeMessage(out, message.getBytes(StandardCharsets.UTF_8), true);
            }
            wire.send(out);

            byte[] header = wire.read(4);
            assertThat(header[0]).isEqualTo((byte) 0xC1);
            int length = (header[2] & 0xFF) << 8 | header[3] & 0xFF;
            assertThat(header[1] == 126 ? length : header[1]).isLessThan(200);
            await().until(() -> acceptor.last().messages.size() == 1);
        }
    }

    /** BAT-1, BAT-2, BAT-3: tests batches in both directions. */
    @Conformance({"BAT-1", "BAT-2", "BAT-3", "A-52"})
    @Test
    void batches() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request("Sec-WebSocket-Protocol: wamp.2.json.batched\r\n"));
            wire.readUntil("\r\n\r\n");
            String batch = "[48,1,{},\"a.b\"]\u001e[48,2,{},\"a.b\"]\u0018";
            wire.sendHex("81" + Integer.toHexString(0x80 | batch.length()) + "00000000"
                    + ByteBufUtil.hexDump(batch.getBytes(StandardCharsets.UTF_8)));

            // BAT-4: messages that are sent together form one batch, with the same final separator as the peer's
            // batches (BAT-3).
            assertThat(new String(wire.read(34), StandardCharsets.ISO_8859_1))
                    .isEqualTo("\u0081\u0020[48,1,{},\"a.b\"]\u0018[48,2,{},\"a.b\"]\u0018");
            wire.sendHex("8180 00000000");
            await().until(() -> acceptor.last().violations.size() == 1);
        }
    }

    /**
     * BAT-4: messages keep their order even if they fill several batches, with control frames and inexpressible
     * messages in between.
     */
    @Conformance("BAT-4")
    @ParameterizedTest
    @ValueSource(strings = {"", "Sec-WebSocket-Extensions: permessage-deflate\r\n"})
    void batchesKeepTheOrder(String extension) throws Exception {
        WebSocketOptions options = WebSocketOptions.builder()
                .connection(OPTIONS)
                .compression(PerMessageDeflate.Options.DEFAULT)
                .build();
        address = listen(server, web(options, PATIENT));
        BatchRecorder recorder = new BatchRecorder(!extension.isEmpty());
        try (Wire wire = connect(address)) {
            wire.send(request("Sec-WebSocket-Protocol: wamp.2.msgpack.batched\r\n" + extension));
            wire.readUntil("\r\n\r\n");
            await().until(() -> acceptor.links.size() == 1);
            onLoop(() -> {
                Link link = acceptor.last().link;
                assertThat(link.write(nan())).isEqualTo(Sent.OK);
                assertThat(link.write(new Event(1, 2, EventDetails.NONE, tooLargeInteger())))
                        .isEqualTo(Sent.NOT_EXPRESSIBLE);
                ((ChannelLink) link).ping();
                for (int i = 1; i <= 20_000; i++) {
                    assertThat(link.write(new Published(i, i))).isEqualTo(Sent.OK);
                }
                link.close(LinkClose.NORMAL);
                return null;
            });

            recorder.readAll(wire);
            assertThat(recorder.frames).startsWith("1", "ping").endsWith("close 1000");
            assertThat(recorder.messages).isEqualTo(20_001);
            // Each message has 14 bytes, and each batch 16 to 64 KiB.
            assertThat(recorder.frames).hasSizeBetween(5, 21);
        }
    }

    private static Event nan() throws Exception {
        return new Event(
                1,
                2,
                EventDetails.NONE,
                Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(Double.NaN), Map.of())));
    }

    private static Payload tooLargeInteger() throws Exception {
        return Serializers.of(Serialization.JSON).payload(new PayloadValues(List.of(BigInteger.TWO.pow(70)), Map.of()));
    }

    /**
     * Reads MessagePack batches. Records how many messages each batch holds, and checks that the PUBLISHED messages
     * come in order.
     */
    private static final class BatchRecorder implements WebSocketReceiver {
        private final List<String> frames = new ArrayList<>();
        private int messages;
        private long lastRequest;
        private final WebSocketReader reader;

        BatchRecorder(boolean compressed) {
            reader = new WebSocketReader(
                    WebSocketReaderOptions.strict(WebSocketReaderOptions.MaskRule.FORBIDDEN, 1 << 24),
                    compressed ? new MessageInflater(true) : null,
                    this);
        }

        void readAll(Wire wire) throws Exception {
            while (frames.isEmpty() || !frames.get(frames.size() - 1).startsWith("close")) {
                reader.read(Unpooled.wrappedBuffer(wire.next()));
            }
            reader.close();
        }

        @Override
        public void message(boolean text, byte[] bytes) {
            try {
                List<byte[]> batch = new ArrayList<>();
                Batches.read(bytes, false, batch::add);
                for (byte[] message : batch) {
                    WampMessage decoded = Serializers.of(Serialization.MSGPACK)
                            .decode(message, 0, message.length, DecodeLimits.DEFAULT);
                    if (decoded instanceof Published published) {
                        assertThat(published.request()).isEqualTo(++lastRequest);
                    }
                }
                messages += batch.size();
                frames.add(Integer.toString(batch.size()));
            } catch (ProtocolViolation e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void ping(byte[] payload) {
            frames.add("ping");
        }

        @Override
        public void pong(byte[] payload) {
            frames.add("pong");
        }

        @Override
        public void close(int code, String reason) {
            frames.add("close " + code);
        }

        @Override
        public void oversized(boolean text, byte[] head) {
            throw new AssertionError("oversized");
        }
    }

    @Test
    void transportInfo() throws Exception {
        try (TestPeer peer = join()) {
            assertThat(acceptor.last().link.transport().channelType()).isEqualTo("tcp");
            assertThat(acceptor.last().link.transport().framing()).isEqualTo("websocket");
            assertThat(acceptor.last().link.transport().peer()).startsWith("tcp4:127.0.0.1:");
            assertThat(acceptor.last().link.transport().websocketProtocol()).isEqualTo("wamp.2.json");
            assertThat(acceptor.last().link.transport().httpHeaders()).containsEntry("host", "localhost");
            assertThat(acceptor.last().link.transport().isSecure()).isFalse();
        }
    }

    /** Returns the scheme of the pages that the router itself serves. */
    String scheme() {
        return "http";
    }

    private String open(String more) throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(request(more));
            return wire.readUntil("\r\n\r\n");
        }
    }
}
