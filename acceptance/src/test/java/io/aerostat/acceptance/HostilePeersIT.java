package io.aerostat.acceptance;

import static io.aerostat.testkit.MessageType.RESULT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests peers that send nonsense, too many bytes, or nothing. Their connections must end within a deadline, and no
 * other session may be harmed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePeersIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final BalloonExample example = BalloonExample.prepare();
    private final RouterProcess router = example.start();

    @BeforeAll
    void balloonFlies() {
        BalloonFlies.awaitPop(example);
    }

    @AfterAll
    void stop() {
        router.close();
    }

    static Stream<Arguments> openings() {
        return Stream.of(
                Arguments.of("garbage", "\u0000\u0001\u0002\u00ff nonsense \r\n\r\n"),
                Arguments.of("silence", ""),
                Arguments.of("half a request", "GET /ws HTTP/1.1\r\nHost: loc"),
                Arguments.of("a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                Arguments.of("an endless header", "GET / HTTP/1.1\r\nX: " + "x".repeat(200_000)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("openings")
    void aConnectionThatIsNoHttpEnds(String name, String bytes) throws IOException {
        try (RawPeer healthy = healthy();
                RawHttp hostile = RawHttp.connect(example.page())) {
            hostile.send(bytes);

            assertThat(hostile.untilClosed(DEADLINE)).doesNotContain("200 OK");
            assertPopAnswers(healthy);
        }
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("no JSON", text("nonsense".getBytes(ISO_8859_1))),
                Arguments.of("no array", text("{\"a\": 1}".getBytes(ISO_8859_1))),
                Arguments.of("an unknown message", text("[4711, 1]".getBytes(ISO_8859_1))),
                Arguments.of("a message out of turn", text("[48, 1, {}, \"com.balloon.pop\"]".getBytes(ISO_8859_1))),
                Arguments.of("invalid UTF-8", text(new byte[] {'[', '1', ',', '"', (byte) 0xc3, 0x28, '"', ']'})),
                Arguments.of("100,000 nested arrays", text("[".repeat(100_000).getBytes(ISO_8859_1))),
                Arguments.of("a frame header of 1 GB", frameHeader(0x81, 1L << 30)),
                Arguments.of("a frame header beyond 2^63", frameHeader(0x81, -1L)),
                Arguments.of("an unmasked frame", new byte[] {(byte) 0x81, 2, '[', ']'}),
                Arguments.of("a reserved opcode", new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}),
                Arguments.of("no HELLO", new byte[0]));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void aWebSocketThatIsNoWampEnds(String name, byte[] frame) throws IOException {
        try (RawPeer healthy = healthy();
                RawHttp hostile = RawHttp.connect(example.page())) {
            assertThat(hostile.upgrade("/ws")).startsWith("HTTP/1.1 101");
            hostile.send(frame);

            String answer = hostile.untilClosed(DEADLINE);
            assertThat(answer).as("an ABORT or a close frame before the end").isNotEmpty();
            assertPopAnswers(healthy);
        }
    }

    @Test
    void memoryStaysWhereItIs() throws IOException {
        // The router has a heap of 256 MB, so it would fail if it allocated the gigabyte that each header announces.
        for (int i = 0; i < 200; i++) {
            try (RawHttp hostile = RawHttp.connect(example.page())) {
                hostile.upgrade("/ws");
                hostile.send(frameHeader(0x81, 1L << 30));
            }
        }
        try (RawPeer healthy = healthy()) {
            assertPopAnswers(healthy);
        }
        assertThat(router.output().text()).doesNotContain("OutOfMemoryError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../config/config.json",
                "/%2e%2e/config/config.json",
                "/%2e%2e%2fconfig%2fconfig.json",
                "/..%2fconfig%2fconfig.json",
                "/%252e%252e/config/config.json",
                "/shared/../../config/config.json",
                "/shared/%2e%2e/%2e%2e/config/config.json",
                "/..\\config\\config.json",
                "/..%5cconfig%5cconfig.json",
                "/%c0%ae%c0%ae/config/config.json",
                "/....//config/config.json",
                "//etc/passwd",
                "/%00/../../config/config.json",
                "/index.html%00.json"
            })
    void nothingOutsideOfTheFolderIsServed(String path) throws IOException {
        try (RawHttp client = RawHttp.connect(example.page())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            String answer = client.untilClosed(DEADLINE);

            assertThat(answer).startsWith("HTTP/1.1 404");
            assertThat(answer).doesNotContain("\"workers\"").doesNotContain("root:");
        }
    }

    private RawPeer healthy() {
        RawPeer peer = example.peer();
        peer.authenticate(BalloonExample.HELLO, "ingemar", "123456");
        return peer;
    }

    private static void assertPopAnswers(RawPeer peer) {
        peer.call("com.balloon.pop", 56, 18);
        Message answer = peer.receive();
        assertThat(answer.type()).isEqualTo(RESULT);
    }

    /** Returns a text frame whose mask is zero. */
    private static byte[] text(byte[] payload) {
        byte[] header = payload.length < 126
                ? new byte[] {(byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0}
                : payload.length < 1 << 16
                        ? ByteBuffer.allocate(8)
                                .put((byte) 0x81)
                                .put((byte) (0x80 | 126))
                                .putShort((short) payload.length)
                                .putInt(0)
                                .array()
                        : frameHeader(0x81, payload.length);
        return ByteBuffer.allocate(header.length + payload.length)
                .put(header)
                .put(payload)
                .array();
    }

    /** Returns the header of a masked frame with a length field of eight bytes. */
    private static byte[] frameHeader(int first, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) first)
                .put((byte) (0x80 | 127))
                .putLong(length)
                .putInt(0)
                .array();
    }
}
