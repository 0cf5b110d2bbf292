package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebSocketOptions;
import io.netty.buffer.ByteBufUtil;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests RFC 6455 and RFC 7692 from outside, through the pipeline that WAMP uses. The frames in both directions are
 * given as bytes.
 */
class WebSocketEchoTest {
    private final TestServer server = new TestServer();
    private SocketAddress address;

    @BeforeEach
    void listen() {
        WebSocketOptions options = WebSocketOptions.builder()
                .connection(ConnectionOptions.DEFAULT.withMaxMessageSize(1 << 20))
                .compression(PerMessageDeflate.Options.DEFAULT)
                .build();
        address = server.listen(new Transport.WebSocketEcho(options)).address();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The mask of client frames is zero, so that the frames are readable here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8185 00000000 48656c6c6f | 810548656c6c6f",
                "8282 00000000 fffe | 8202fffe",
                "8180 00000000 | 8100",
                "0183 00000000 48656c 8082 00000000 6c6f | 810548656c6c6f",
                "0180 00000000 0080 00000000 8080 00000000 | 8100",
                "0181 00000000 61 8981 00000000 70 8a81 00000000 71 8081 00000000 62 | 8a0170 81026162",
                "0181 00000000 e2 0081 00000000 82 8081 00000000 ac | 8103e282ac",
                "8980 00000000 | 8a00",
                "8880 00000000 | 880203e8",
                "8882 00000000 03e8 8181 00000000 61 | 880203e8",
                "8884 00000000 03e8 6162 | 880203e8",
                "8881 00000000 00 | 880203ea",
                "8882 00000000 03ee | 880203ea",
                "8883 00000000 03e8 ff | 880203ef",
                "8184 00000000 f0908080 | 8104f0908080",
                "8182 00000000 c080 | 880203ef",
                "0181 00000000 c0 | 880203ef",
                "0181 00000000 61 8181 00000000 62 | 880203ea",
                "8081 00000000 61 | 880203ea",
                "8b80 00000000 | 880203ea",
                "8380 00000000 | 880203ea",
                "a180 00000000 | 880203ea",
                "8101 61 | 880203ea",
                "0981 00000000 61 | 880203ea",
                "81ff 0000000000500000 00000000 | 880203f1"
            })
    void frames(String in, String out) throws Exception {
        try (Wire wire = open("")) {
            wire.sendHex(in);
            String expected = out.replace(" ", "");

            assertThat(ByteBufUtil.hexDump(wire.read(expected.length() / 2))).isEqualTo(expected);
            if (expected.startsWith("88")) {
                assertThat(wire.readToEnd(Duration.ofSeconds(30))).isEmpty();
            }
        }
    }

    @Test
    void compressedFrames() throws Exception {
        try (Wire wire = open("Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n")) {
            for (int i = 0; i < 3; i++) {
                wire.sendHex("c187 00000000 f248cdc9c90700");
                assertThat(ByteBufUtil.hexDump(wire.read(9))).isEqualTo("c107f248cdc9c90700");
            }
            wire.sendHex("4183 00000000 f248cd 8980 00000000 c184 00000000 c9c90700");
            assertThat(ByteBufUtil.hexDump(wire.read(6))).isEqualTo("8a00" + "880203ea");
        }
    }

    @Test
    void anyKindOfClientIsWelcome() throws Exception {
        try (Wire wire = open("Sec-WebSocket-Protocol: chat\r\n")) {
            wire.sendHex("8181 00000000 61");
            assertThat(ByteBufUtil.hexDump(wire.read(3))).isEqualTo("810161");
        }
    }

    private Wire open(String more) throws Exception {
        Wire wire = Wire.connect(address);
        wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + more + "\r\n");
        assertThat(wire.readUntil("\r\n\r\n"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("sec-websocket-protocol");
        return wire;
    }
}
