package io.aerostat.protocol.framing.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketReaderTest {
    private final WebSocketRecorder recorder = new WebSocketRecorder();

    /** Reads the examples of RFC 6455 §5.7 for frames to a server. */
    @Test
    void aServerReadsTheExamplesOfTheStandard() throws Exception {
        feed(server(512), hex("818537fa213d7f9f4d5158" + "898537fa213d7f9f4d5158"), 1000);

        assertThat(recorder.found).containsExactly("text Hello", "ping Hello");
    }

    /** Reads the examples of RFC 6455 §5.7 for frames to a client. */
    @Test
    void aClientReadsTheExamplesOfTheStandard() throws Exception {
        WebSocketReader client =
                new WebSocketReader(WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, 1 << 20), null, recorder);
        ByteBuf large = Unpooled.buffer();
        large.writeBytes(hex("827f0000000000010000")).writeZero(65536);

        feed(client, hex("810548656c6c6f" + "010348656c" + "80026c6f" + "890548656c6c6f"), 1000);
        feed(client, large, 1000);

        assertThat(recorder.found)
                .containsExactly("text Hello", "text Hello", "ping Hello", "binary " + "\0".repeat(65536));
    }

    /**
     * Reads messages with every form of header. They are fragmented, with control frames between the fragments, and
     * split by the network in any way.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 13, 64, 100_000})
    void aStreamMayBeSplitAnywhere(int chunk) throws Exception {
        ByteBuf stream = Unpooled.buffer();
        String long126 = "é".repeat(200);
        String long64k = "x".repeat(70_000);
        frame(stream, 0x81, "[1]");
        frame(stream, 0x02, "frag");
        frame(stream, 0x89, "ping");
        frame(stream, 0x00, "");
        frame(stream, 0x8A, "pong");
        frame(stream, 0x80, "mented");
        frame(stream, 0x81, long126);
        frame(stream, 0x82, long64k);
        frame(stream, 0x81, "");
        frame(stream, 0x88, "\u0003\u00e8bye");

        feed(server(1 << 20), stream, chunk);

        assertThat(recorder.found.subList(0, 7))
                .containsExactly(
                        "text [1]",
                        "ping ping",
                        "pong pong",
                        "binary fragmented",
                        "text " + long126,
                        "binary " + long64k,
                        "text ");
    }

    @Test
    void aCharacterMaySpanFragments() throws Exception {
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x01, new byte[] {euro[0]});
        frame(stream, 0x00, new byte[] {euro[1]});
        frame(stream, 0x80, new byte[] {euro[2]});

        feed(server(512), stream, 1);

        assertThat(recorder.found).containsExactly("text €");
    }

    /**
     * RFC 6455 §5.2, §5.4, §5.5: each fault is recognized by the first bytes that show it, before the rest of the frame
     * arrives.
     */
    @ParameterizedTest
    @CsvSource({
        "c1 80, reserved bits",
        "a1 80, reserved bits",
        "91 80, reserved bits",
        "83 80, reserved opcode 3",
        "84 80, reserved opcode 4",
        "87 80, reserved opcode 7",
        "8b 80, reserved opcode 11",
        "8f 80, reserved opcode 15",
        "80 80, a continuation without a message",
        "00 80, a continuation without a message",
        "09 80, a fragmented control frame",
        "08 80, a fragmented control frame",
        "89 fe, a long control frame",
        "88 ff, a long control frame",
        "d9 80, reserved bits in a control frame",
        "88 81, a close frame of one byte",
        "81 01, an unmasked frame",
        "89 00, an unmasked frame",
        "82 ff ff ff ff ff ff ff ff ff 00 00 00 00, highest bit"
    })
    void aBrokenFrameIsRefusedBeforeAllOfItHasArrived(String bytes, String message) {
        WebSocketFailure failure =
                catchThrowableOfType(WebSocketFailure.class, () -> feed(server(512), hex(bytes.replace(" ", "")), 1));

        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(recorder.found).isEmpty();
    }

    @Test
    void aNewMessageWithinAFragmentedOneIsRefused() {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x01, "a");
        frame(stream, 0x81, "b");

        assertThatThrownBy(() -> feed(server(512), stream, 100)).hasMessageContaining("within a fragmented one");
    }

    @Test
    void aClientRefusesMaskedFrames() {
        WebSocketReader client =
                new WebSocketReader(WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, 512), null, recorder);

        assertThatThrownBy(() -> client.read(hex("8180"))).hasMessageContaining("a masked frame");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1005",
        "03e8, 1000",
        "03e9, 1001",
        "03ea, 1002",
        "03eb, 1003",
        "03ef, 1007",
        "03f6, 1014",
        "0bb8, 3000",
        "1387, 4999"
    })
    void closeCodesThatMayBeSentAreReported(String payload, int code) throws Exception {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x88, ByteBufUtil.decodeHexDump(payload));
        frame(stream, 0x81, "ignored");

        feed(server(512), stream, 1000);

        assertThat(recorder.found).containsExactly("close " + code + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "03e7", "03ec", "03ed", "03ee", "03f7", "07d0", "0bb7", "1388", "ffff"})
    void closeCodesThatMustNotBeSentAreRefused(String payload) {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x88, ByteBufUtil.decodeHexDump(payload));

        assertThat(catchThrowableOfType(WebSocketFailure.class, () -> feed(server(512), stream, 1000))
                        .closeCode())
                .isEqualTo(CloseCode.PROTOCOL_ERROR);
    }

    /** RFC 6455 §8.1: the connection fails at the first byte that cannot be UTF-8, even if the message never ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c080",
                "c1bf",
                "c220",
                "e08080",
                "e09fbf",
                "eda080",
                "edbfbf",
                "f0808080",
                "f08fbfbf",
                "f4908080",
                "f5",
                "ff",
                "fe",
                "cebae1bdb9cf83cebcceb5eda080656469746564",
                "6162636465666768ff"
            })
    void invalidUtf8EndsTheConnectionAtItsFirstByte(String text) {
        byte[] bytes = ByteBufUtil.decodeHexDump(text);
        ByteBuf stream = Unpooled.buffer();
        writeHeader(stream, 0x01, bytes.length + 100);
        stream.writeBytes(bytes);

        WebSocketFailure failure = catchThrowableOfType(WebSocketFailure.class, () -> feed(server(512), stream, 1000));

        assertThat(failure.closeCode()).isEqualTo(CloseCode.INVALID_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2", "e282", "f09f98", "61f0"})
    void textThatEndsWithinACharacterIsRefused(String text) {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x81, ByteBufUtil.decodeHexDump(text));

        assertThat(catchThrowableOfType(WebSocketFailure.class, () -> feed(server(512), stream, 1000))
                        .closeCode())
                .isEqualTo(CloseCode.INVALID_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "f0908080", "f48fbfbf", "00", "7f", "efbfbf"})
    void validUtf8IsRead(String text) throws Exception {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x81, ByteBufUtil.decodeHexDump(text));

        feed(server(512), stream, 1);

        assertThat(recorder.found).hasSize(1);
    }

    @Test
    void theUtf8ValidatorAgreesWithTheJdk() {
        Random random = new Random(6455);
        int valid = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && round % 2 == 0) {
                bytes[0] = (byte) (0xC0 | random.nextInt(0x38));
                for (int i = 1; i < bytes.length; i++) {
                    bytes[i] = (byte) (0x80 | random.nextInt(0x40));
                }
            }
            Utf8Validator validator = new Utf8Validator();
            boolean accepted = validator.accept(bytes, 0, bytes.length) && validator.isComplete();
            boolean expected;
            try {
                StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
                expected = true;
            } catch (java.nio.charset.CharacterCodingException e) {
                expected = false;
            }
            assertThat(accepted).as(ByteBufUtil.hexDump(bytes)).isEqualTo(expected);
            valid += accepted ? 1 : 0;
        }
        assertThat(valid).isBetween(10_000, 190_000);
    }

    /** P21: a message above the limit is skipped, and the connection continues. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void anOversizedMessageIsSkipped(int chunk) throws Exception {
        ByteBuf stream = Unpooled.buffer();
        String whole = "[48,7," + " ".repeat(2000) + "]";
        frame(stream, 0x81, whole);
        frame(stream, 0x02, "a".repeat(900));
        frame(stream, 0x89, "still here");
        frame(stream, 0x00, "b".repeat(200));
        frame(stream, 0x80, "c".repeat(200));
        frame(stream, 0x81, "next");

        feed(server(1000), stream, chunk);

        assertThat(recorder.found)
                .containsExactly(
                        "oversized text " + whole.substring(0, 1024),
                        "ping still here",
                        "oversized binary " + "a".repeat(900) + "b".repeat(124),
                        "text next");
    }

    /** A frame that claims a gigabyte, or more than may be skipped, ends the connection before its payload is read. */
    @ParameterizedTest
    @ValueSource(longs = {4001, 1L << 30, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE})
    void aFrameThatClaimsAHugeLengthEndsTheConnectionAtOnce(long claimed) {
        ByteBuf stream = Unpooled.buffer();
        writeHeader(stream, 0x82, claimed);

        assertThat(catchThrowableOfType(WebSocketFailure.class, () -> feed(server(1000), stream, 1000))
                        .closeCode())
                .isEqualTo(CloseCode.MESSAGE_TOO_BIG);
    }

    @Test
    void theLimitAppliesToAllFragmentsOfAMessageTogether() {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x02, "a".repeat(3900));
        frame(stream, 0x00, "b".repeat(200));

        assertThatThrownBy(() -> feed(server(1000), stream, 1000)).hasMessageContaining("at most 1000");
    }

    @Test
    void aFrameMayHaveASmallerLimitThanAMessage() {
        WebSocketReaderOptions options = new WebSocketReaderOptions(MaskRule.REQUIRED, 100, 1000, 1000, true);
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x81, "a".repeat(101));

        assertThatThrownBy(() -> feed(new WebSocketReader(options, null, recorder), stream, 1000))
                .hasMessageContaining("found 101 bytes (expected at most 100)");
    }

    /** A hundred thousand fragments of one byte cost no more than one message of the same size. */
    @Test
    void manyTinyFragmentsCostNoMoreThanOneMessage() throws Exception {
        ByteBuf stream = Unpooled.buffer();
        frame(stream, 0x02, "a");
        for (int i = 0; i < 100_000; i++) {
            frame(stream, 0x00, "a");
        }
        frame(stream, 0x80, "");

        feed(server(1 << 20), stream, 65536);

        assertThat(recorder.found).containsExactly("binary " + "a".repeat(100_001));
    }

    /**
     * For any input, the reader continues or fails. It throws no other exception, and stores no more bytes than have
     * arrived.
     */
    @Test
    void randomFramesNeverBreakTheReader() {
        Random random = new Random(20261101);
        int failures = 0;
        for (int round = 0; round < 30_000; round++) {
            ByteBuf stream = Unpooled.buffer();
            int frames = 1 + random.nextInt(4);
            for (int i = 0; i < frames; i++) {
                int[] opcodes = {0x81, 0x82, 0x01, 0x80, 0x00, 0x89, 0x8A, 0x88, 0xC1, random.nextInt(256)};
                byte[] payload = new byte[random.nextInt(20)];
                random.nextBytes(payload);
                frame(stream, opcodes[random.nextInt(opcodes.length)], payload);
            }
            if (round % 3 == 0) {
                stream.setByte(random.nextInt(stream.readableBytes()), random.nextInt(256));
            }
            try {
                feed(deflating(512), stream, 1 + random.nextInt(30));
            } catch (WebSocketFailure e) {
                failures++;
            }
        }
        assertThat(failures).isBetween(5_000, 30_000);
        assertThat(recorder.found).hasSizeGreaterThan(5_000);
    }

    private WebSocketReader server(int maxMessageSize) {
        return new WebSocketReader(WebSocketReaderOptions.strict(MaskRule.REQUIRED, maxMessageSize), null, recorder);
    }

    private WebSocketReader deflating(int maxMessageSize) {
        return new WebSocketReader(
                WebSocketReaderOptions.strict(MaskRule.REQUIRED, maxMessageSize), new MessageInflater(true), recorder);
    }

    private static void frame(ByteBuf out, int firstByte, String payload) {
        boolean latin = (firstByte & 0x0F) == 8;
        frame(out, firstByte, payload.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    private static void frame(ByteBuf out, int firstByte, byte[] payload) {
        writeHeader(out, firstByte, payload.length);
        int from = out.writerIndex();
        byte[] key = {0x12, (byte) 0x9A, (byte) 0xFF, 0x07};
        out.setBytes(from - 4, key);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ key[i % 4]);
        }
    }

    private static void writeHeader(ByteBuf out, int firstByte, long length) {
        out.writeByte(firstByte);
        if (length < 126) {
            out.writeByte(0x80 | (int) length);
        } else if (length < 65536) {
            out.writeByte(0x80 | 126).writeShort((int) length);
        } else {
            out.writeByte(0x80 | 127).writeLong(length);
        }
        out.writeInt(0);
    }

    private static void feed(WebSocketReader reader, ByteBuf stream, int chunk) throws WebSocketFailure {
        while (stream.isReadable()) {
            reader.read(stream.readSlice(Math.min(chunk, stream.readableBytes())));
        }
    }

    private static ByteBuf hex(String bytes) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes));
    }
}
