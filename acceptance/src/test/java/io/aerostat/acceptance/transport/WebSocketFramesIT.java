package io.aerostat.acceptance.transport;

import static io.aerostat.acceptance.transport.WebSocketPeer.BINARY;
import static io.aerostat.acceptance.transport.WebSocketPeer.CLOSE;
import static io.aerostat.acceptance.transport.WebSocketPeer.FIN;
import static io.aerostat.acceptance.transport.WebSocketPeer.PING;
import static io.aerostat.acceptance.transport.WebSocketPeer.PONG;
import static io.aerostat.acceptance.transport.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests RFC 6455 case by case (WS-5). Uses the echo service, whose connections have the same pipeline as those for
 * WAMP.
 */
@Conformance("WS-5")
@ExtendWith(TransportsRouter.Provider.class)
class WebSocketFramesIT {
    private static final int CONTINUATION = 0;
    private static final String PROTOCOL_ERROR = "close 1002";
    private static final String INVALID_PAYLOAD = "close 1007";

    private final TransportsRouter router;

    WebSocketFramesIT(TransportsRouter router) {
        this.router = router;
    }

    private WebSocketPeer open() throws IOException {
        return WebSocketPeer.open(router.connect("testee"), "/", "");
    }

    /** Checks that the router has failed the connection with this close code, and that nothing follows. */
    private static void assertFailed(WebSocketPeer peer, String close) {
        assertThat(peer.next()).isEqualTo(close);
        assertThat(peer.next()).isEqualTo("end");
    }

    private static void assertLives(WebSocketPeer peer) throws IOException {
        peer.send("still there?");
        assertThat(peer.next()).isEqualTo("text still there?");
    }

    // Messages

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1_000_000})
    void messagesOfEveryLength(int length) throws IOException {
        String text = "*".repeat(length);
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, text).frame(FIN | BINARY, text).flush();
            assertThat(peer.next()).isEqualTo("text " + text);
            assertThat(peer.next()).isEqualTo("binary " + text);

            peer.frame(FIN | TEXT, text).flush(997);
            assertThat(peer.next()).isEqualTo("text " + text);
        }
    }

    @Test
    void everyByteForItself() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, "Hello-µ@ßöäüàá-UTF-8!!")
                    .frame(FIN | PING, "p")
                    .frame(TEXT, "a")
                    .frame(FIN, "b")
                    .flush(1);
            assertThat(peer.next()).isEqualTo("text Hello-µ@ßöäüàá-UTF-8!!");
            assertThat(peer.next()).isEqualTo("pong p");
            assertThat(peer.next()).isEqualTo("text ab");
        }
    }

    /** A length that is written in more bytes than necessary is accepted. */
    @ParameterizedTest
    @CsvSource({"5, 2", "5, 8", "300, 8"})
    void lengthsInMoreBytesThanTheyNeed(int length, int raw) throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, "x".repeat(length).getBytes(UTF_8), raw).flush();
            assertThat(peer.next()).isEqualTo("text " + "x".repeat(length));
        }
    }

    // Pings and pongs

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125})
    void pingsAreAnsweredWithTheirPayload(int length) throws IOException {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 0xFE);
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | PING, payload).flush();
            assertThat(peer.next()).isEqualTo("pong " + new String(payload, ISO_8859_1));
            peer.frame(FIN | PING, payload).flush(1);
            assertThat(peer.next()).isEqualTo("pong " + new String(payload, ISO_8859_1));
        }
    }

    @Test
    void tenPingsInARow() throws IOException {
        try (WebSocketPeer peer = open()) {
            for (int i = 0; i < 10; i++) {
                peer.frame(FIN | PING, "payload-" + i);
            }
            peer.flush();
            for (int i = 0; i < 10; i++) {
                assertThat(peer.next()).isEqualTo("pong payload-" + i);
            }
        }
    }

    @Test
    void unsolicitedPongsMeanNothing() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | PONG, "")
                    .frame(FIN | PONG, "unsolicited")
                    .frame(FIN | PING, "ping")
                    .flush();
            assertThat(peer.next()).isEqualTo("pong ping");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void controlFramesAreShortAndWhole(int opcode) throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | opcode, new byte[126]).flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
        try (WebSocketPeer peer = open()) {
            peer.frame(opcode, "").frame(FIN, "").flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
    }

    // Reserved bits and opcodes

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void reservedBitsThatWereNotNegotiated(int bits) throws IOException {
        for (int opcode : new int[] {TEXT, BINARY, PING, PONG, CLOSE}) {
            try (WebSocketPeer peer = open()) {
                peer.frame(FIN | TEXT, "before")
                        .frame(FIN | bits << 4 | opcode, opcode == CLOSE ? "" : "Hello")
                        .frame(FIN | PING, "after")
                        .flush();
                assertThat(peer.next()).isEqualTo("text before");
                assertFailed(peer, PROTOCOL_ERROR);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void reservedOpcodes(int opcode) throws IOException {
        for (String payload : new String[] {"", "reserved"}) {
            try (WebSocketPeer peer = open()) {
                peer.frame(FIN | TEXT, "before")
                        .frame(FIN | opcode, payload)
                        .frame(FIN | PING, "")
                        .flush(3);
                assertThat(peer.next()).isEqualTo("text before");
                assertFailed(peer, PROTOCOL_ERROR);
            }
        }
    }

    @Test
    void framesOfClientsAreMasked() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.raw(new byte[] {(byte) (FIN | TEXT), 1, 'x'}).flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
    }

    // Fragments

    @ParameterizedTest
    @ValueSource(ints = {1, 7, Integer.MAX_VALUE})
    void controlFramesBetweenFragments(int piece) throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(TEXT, "frag1")
                    .frame(FIN | PING, "first")
                    .frame(CONTINUATION, "")
                    .frame(CONTINUATION, "frag2")
                    .frame(FIN | PONG, "")
                    .frame(FIN | PING, "second")
                    .frame(FIN | CONTINUATION, "frag3")
                    .flush(piece);
            assertThat(peer.next()).isEqualTo("pong first");
            assertThat(peer.next()).isEqualTo("pong second");
            assertThat(peer.next()).isEqualTo("text frag1frag2frag3");
        }
    }

    @Test
    void emptyFragments() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(TEXT, "")
                    .frame(CONTINUATION, "")
                    .frame(FIN | CONTINUATION, "")
                    .frame(BINARY, "")
                    .frame(CONTINUATION, "middle")
                    .frame(FIN | CONTINUATION, "")
                    .flush();
            assertThat(peer.next()).isEqualTo("text ");
            assertThat(peer.next()).isEqualTo("binary middle");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1024, 65_536})
    void aLargeMessageInSmallFragments(int fragment) throws IOException {
        int count = Math.min(262_144, 4096 * fragment) / fragment;
        try (WebSocketPeer peer = open()) {
            for (int i = 0; i < count; i++) {
                peer.frame((i == 0 ? TEXT : CONTINUATION) | (i == count - 1 ? FIN : 0), "f".repeat(fragment));
            }
            peer.flush();
            assertThat(peer.next()).isEqualTo("text " + "f".repeat(fragment * count));
        }
    }

    @Test
    void aContinuationOfNothing() throws IOException {
        for (int first : new int[] {CONTINUATION, FIN | CONTINUATION}) {
            try (WebSocketPeer peer = open()) {
                peer.frame(FIN | TEXT, "whole").frame(first, "of nothing").flush();
                assertThat(peer.next()).isEqualTo("text whole");
                assertFailed(peer, PROTOCOL_ERROR);
            }
        }
    }

    @Test
    void aNewMessageWithinAnother() throws IOException {
        for (int first : new int[] {TEXT, FIN | TEXT, BINARY, FIN | BINARY}) {
            try (WebSocketPeer peer = open()) {
                peer.frame(TEXT, "begun").frame(first, "anew").flush();
                assertFailed(peer, PROTOCOL_ERROR);
            }
        }
    }

    // UTF-8

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cebae1bdb9cf83cebcceb5", // κόσμε
                "00",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "efbfbd",
                "efbfbe", // a Unicode noncharacter, which is valid
                "efbfbf",
                "f0908080",
                "f09fbfbe",
                "f48fbfbf"
            })
    void validText(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        String text = new String(bytes, UTF_8);
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, bytes).flush();
            assertThat(peer.next()).isEqualTo("text " + text);

            peer.frame(TEXT, "");
            for (byte each : bytes) {
                peer.frame(CONTINUATION, new byte[] {each});
            }
            peer.frame(FIN | CONTINUATION, "").flush();
            assertThat(peer.next()).isEqualTo("text " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // a continuation byte without a lead byte
                "bf",
                "8080",
                "c0af", // overlong encodings
                "c1bf",
                "e080af",
                "e09fbf",
                "f08080af",
                "f08fbfbf",
                "f880808080", // sequences of five and six bytes
                "fc8080808080",
                "f4908080", // beyond U+10FFFF
                "f5808080",
                "ff",
                "fe",
                "eda080", // surrogates, alone and in pairs
                "edbfbf",
                "eda080edb080",
                "c3", // sequences that are cut off
                "e282",
                "f09f98",
                "c3c3b6", // a lead byte in place of a continuation byte
                "e28228a1",
                "cebae1bdb9cf83cebcceb5eda080656469746564"
            })
    void invalidText(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, bytes).flush();
            assertFailed(peer, INVALID_PAYLOAD);
        }
        try (WebSocketPeer peer = open()) {
            for (int i = 0; i < bytes.length; i++) {
                peer.frame(i == 0 ? TEXT : CONTINUATION, new byte[] {bytes[i]});
            }
            peer.frame(FIN | CONTINUATION, "").flush();
            assertFailed(peer, INVALID_PAYLOAD);
        }
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | BINARY, bytes).flush();
            assertThat(peer.next()).isEqualTo("binary " + new String(bytes, ISO_8859_1));
        }
    }

    /**
     * The connection ends as soon as the received bytes can no longer become valid UTF-8, even before the frame is
     * complete.
     */
    @ParameterizedTest
    @ValueSource(strings = {"f490", "eda0", "c0", "cebae1bdb9cf83cebcceb5f4908080"})
    void invalidTextIsFoundAtOnce(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        try (WebSocketPeer peer = open()) {
            peer.head(TEXT, 1000);
            byte[] masked = bytes.clone();
            byte[] mask = {0x11, 0x22, 0x33, 0x44};
            for (int i = 0; i < masked.length; i++) {
                masked[i] ^= mask[i & 3];
            }
            peer.raw(masked).flush();
            assertFailed(peer, INVALID_PAYLOAD);
        }
    }

    // Close

    @Test
    void aCloseFrameIsAnsweredAndNothingElse() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | TEXT, "before")
                    .frame(FIN | CLOSE, "")
                    .frame(FIN | TEXT, "after")
                    .frame(FIN | PING, "after")
                    .frame(FIN | CLOSE, "")
                    .flush();
            assertThat(peer.next()).isEqualTo("text before");
            assertThat(peer.next()).isEqualTo("close 1000");
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    @Test
    void aCloseFrameWithinAMessage() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(TEXT, "begun")
                    .frame(FIN | CLOSE, "\u0003\u00e8".getBytes(ISO_8859_1))
                    .frame(FIN | CONTINUATION, "never")
                    .flush();
            assertThat(peer.next()).isEqualTo("close 1000");
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void closeCodesThatMayBeSent(int code) throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | CLOSE, close(code, "a reason")).flush();
            assertThat(peer.next()).isEqualTo("close 1000");
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    void closeCodesThatMustNotBeSent(int code) throws IOException {
        for (String reason : new String[] {"", "a reason"}) {
            try (WebSocketPeer peer = open()) {
                peer.frame(FIN | CLOSE, close(code, reason)).flush();
                assertFailed(peer, PROTOCOL_ERROR);
            }
        }
    }

    @Test
    void theLongestReason() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | CLOSE, close(1000, "r".repeat(123))).flush();
            assertThat(peer.next()).isEqualTo("close 1000");
        }
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | CLOSE, close(1000, "r".repeat(124))).flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
    }

    @Test
    void closeFramesThatAreMalformed() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | CLOSE, new byte[] {3}).flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
        byte[] reason = close(1000, "reason ");
        reason[8] = (byte) 0xCE;
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | CLOSE, reason).flush();
            assertFailed(peer, INVALID_PAYLOAD);
        }
    }

    private static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return payload;
    }

    // Limits

    @Test
    void aMessageOfFourMebibytes() throws IOException {
        byte[] large = new byte[4 << 20];
        Arrays.fill(large, (byte) 'L');
        try (WebSocketPeer peer = open()) {
            peer.frame(FIN | BINARY, large).flush();
            assertThat(peer.binary()).isEqualTo(large);
            peer.frame(FIN | TEXT, large).flush(65_536);
            assertThat(peer.text()).hasSize(large.length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 30, 1L << 40, Long.MAX_VALUE})
    void aGreatClaimFailsBeforeAnythingOfItArrives(long length) throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.head(FIN | BINARY, length).flush();
            assertFailed(peer, "close 1009");
        }
    }

    @Test
    void aLengthWithTheHighestBitIsNone() throws IOException {
        try (WebSocketPeer peer = open()) {
            peer.raw(HexFormat.of().parseHex("82ff800000000000000011223344")).flush();
            assertFailed(peer, PROTOCOL_ERROR);
        }
    }

    /** Checks that no broken peer harms a healthy peer. */
    @Test
    void brokenPeersHarmNobody() throws IOException {
        try (WebSocketPeer healthy = open()) {
            for (int first : new int[] {0x83, 0xF1, 0x80, 0x09}) {
                try (WebSocketPeer broken = open()) {
                    broken.frame(first, "x").flush();
                    assertFailed(broken, PROTOCOL_ERROR);
                }
            }
            assertLives(healthy);
        }
    }
}
