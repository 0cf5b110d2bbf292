package io.aerostat.acceptance.transport;

import static io.aerostat.acceptance.transport.WebSocketPeer.BINARY;
import static io.aerostat.acceptance.transport.WebSocketPeer.FIN;
import static io.aerostat.acceptance.transport.WebSocketPeer.PING;
import static io.aerostat.acceptance.transport.WebSocketPeer.RSV1;
import static io.aerostat.acceptance.transport.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests RFC 7692: the negotiation of parameters, and messages of every kind with the negotiated parameters (WS-4,
 * WS-5).
 */
@Conformance({"WS-4", "WS-5"})
@ExtendWith(TransportsRouter.Provider.class)
class WebSocketCompressionIT {
    private static final String TEXT_THAT_REPEATS = "{\"altitude\": 1234.5, \"pressure\": 87.1}, ".repeat(300);

    private final TransportsRouter router;

    WebSocketCompressionIT(TransportsRouter router) {
        this.router = router;
    }

    private WebSocketPeer open(String offer) throws IOException {
        return WebSocketPeer.open(router.connect("testee"), "/", "Sec-WebSocket-Extensions: " + offer + "\r\n");
    }

    private static String agreed(WebSocketPeer peer) {
        for (String line : peer.head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-extensions:")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; client_max_window_bits=9 | permessage-deflate",
                "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=9 | permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_max_window_bits=16, permessage-deflate | permessage-deflate",
                "permessage-deflate; server_max_window_bits=\"10\" | permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; server_max_window_bits=7 | ''",
                "permessage-deflate; server_max_window_bits | ''",
                "permessage-deflate; server_max_window_bits=a | ''",
                "permessage-deflate; client_max_window_bits=16 | ''",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover | ''",
                "permessage-deflate; server_no_context_takeover=1 | ''",
                "permessage-deflate; foo | ''",
                "permessage-deflate; foo=1, permessage-deflate; client_no_context_takeover "
                        + "| permessage-deflate; client_no_context_takeover",
                "x-webkit-deflate-frame | ''",
                "permessage-bzip2, permessage-deflate | permessage-deflate"
            })
    void whatIsAgreedUpon(String offer, String answer) throws IOException {
        try (WebSocketPeer peer = open(offer)) {
            assertThat(agreed(peer)).isEqualTo(answer);
            peer.send("uncompressed is always allowed");
            assertThat(peer.next()).isEqualTo("text uncompressed is always allowed");
        }
    }

    /** Messages of many sizes, compressed in both directions, with every combination of parameters. */
    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, true",
        "permessage-deflate; server_no_context_takeover, true",
        "permessage-deflate; client_no_context_takeover, false",
        "permessage-deflate; client_no_context_takeover; server_no_context_takeover, false",
        "permessage-deflate; server_max_window_bits=8, true",
        "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9, true",
        "permessage-deflate; server_max_window_bits=15; server_no_context_takeover; client_max_window_bits, true"
    })
    void messagesOfManySizes(String offer, boolean keepsContext) throws IOException {
        Random random = new Random(7);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        Deflater deflater = new Deflater(6, true);
        try (WebSocketPeer peer = open(offer)) {
            for (int size : new int[] {0, 16, 64, 255, 256, 257, 1024, 12_000}) {
                String text = TEXT_THAT_REPEATS.substring(0, Math.min(size, TEXT_THAT_REPEATS.length()));
                peer.frame(FIN | RSV1 | TEXT, deflated(deflater, text.getBytes(UTF_8), keepsContext))
                        .flush();
                assertThat(peer.next()).isEqualTo("text " + text);
                byte[] binary = Arrays.copyOf(noise, size * 8);
                peer.frame(FIN | RSV1 | BINARY, deflated(deflater, binary, keepsContext))
                        .flush();
                assertThat(peer.binary()).isEqualTo(binary);
            }
        } finally {
            deflater.end();
        }
    }

    @Test
    void fragmentsOfACompressedMessage() throws IOException {
        Deflater deflater = new Deflater(6, true);
        byte[] whole = deflated(deflater, TEXT_THAT_REPEATS.getBytes(UTF_8), true);
        deflater.end();
        try (WebSocketPeer peer = open("permessage-deflate")) {
            for (int i = 0; i < whole.length; i++) {
                int first = (i == 0 ? RSV1 | TEXT : 0) | (i == whole.length - 1 ? FIN : 0);
                peer.frame(first, new byte[] {whole[i]});
                if (i == 5) {
                    peer.frame(FIN | PING, "between");
                }
            }
            peer.flush();
            assertThat(peer.next()).isEqualTo("pong between");
            assertThat(peer.next()).isEqualTo("text " + TEXT_THAT_REPEATS);
        }
    }

    /** RFC 7692 §7.2.3: tests the examples, and empty messages. */
    @ParameterizedTest
    @CsvSource({
        "f248cdc9c90700, Hello",
        "000500faff48656c6c6f00, Hello",
        "f348cdc9c9070000, Hello",
        "f2480500 0000ffffcac9c90700, Hello",
        "00, ''",
        "0300, ''"
    })
    void formsOfDeflatedData(String hex, String text) throws IOException {
        try (WebSocketPeer peer = open("permessage-deflate")) {
            peer.frame(FIN | RSV1 | TEXT, HexFormat.of().parseHex(hex.replace(" ", "")))
                    .flush();
            assertThat(peer.next()).isEqualTo("text " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "07"})
    void whatIsNoDeflatedData(String hex) throws IOException {
        try (WebSocketPeer peer = open("permessage-deflate")) {
            peer.frame(FIN | RSV1 | BINARY, HexFormat.of().parseHex(hex)).flush();
            assertThat(peer.next()).isEqualTo("close 1007");
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    @Test
    void textIsCheckedAfterInflating() throws IOException {
        Deflater deflater = new Deflater(6, true);
        try (WebSocketPeer peer = open("permessage-deflate")) {
            peer.frame(
                            FIN | RSV1 | TEXT,
                            deflated(deflater, new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, true))
                    .flush();
            assertThat(peer.next()).isEqualTo("close 1007");
        } finally {
            deflater.end();
        }
    }

    /** Only the first frame of a message may have the compression bit. No control frame may have it. */
    @Test
    void theBitOfCompressionWhereItDoesNotBelong() throws IOException {
        for (int[] frames : new int[][] {{FIN | RSV1 | PING}, {TEXT, FIN | RSV1}, {RSV1 | TEXT, FIN | RSV1}}) {
            try (WebSocketPeer peer = open("permessage-deflate")) {
                for (int first : frames) {
                    peer.frame(first, new byte[] {0});
                }
                peer.flush();
                assertThat(peer.next()).isEqualTo("close 1002");
                assertThat(peer.next()).isEqualTo("end");
            }
        }
    }

    /**
     * A message that inflates beyond the limit ends the connection. The router has only 256 MB, so it would fail if it
     * stored the inflated message.
     */
    @Test
    void aSmallMessageThatInflatesToAGigabyte() throws IOException {
        Deflater deflater = new Deflater(9, true);
        byte[] zeros = new byte[1 << 20];
        java.io.ByteArrayOutputStream bomb = new java.io.ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        for (int i = 0; i < 1024; i++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                bomb.write(chunk, 0, deflater.deflate(chunk));
            }
        }
        deflater.end();
        try (WebSocketPeer peer = open("permessage-deflate")) {
            peer.frame(FIN | RSV1 | BINARY, bomb.toByteArray()).flush();
            assertThat(peer.next()).isEqualTo("close 1009");
        }
        assertThat(router.output()).doesNotContain("OutOfMemoryError");
    }

    private static byte[] deflated(Deflater deflater, byte[] bytes, boolean keepsContext) {
        if (!keepsContext) {
            deflater.reset();
        }
        deflater.setInput(bytes);
        byte[] out = new byte[bytes.length + 1024];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        return length < 4 ? new byte[] {0} : Arrays.copyOf(out, length - 4);
    }
}
