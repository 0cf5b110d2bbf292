package io.aerostat.protocol.framing.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawSocketReaderTest {
    private final List<String> found = new ArrayList<>();
    private final RawSocketReceiver recorder = new RawSocketReceiver() {
        @Override
        public void message(byte[] bytes) {
            found.add("message " + text(bytes));
        }

        @Override
        public void ping(byte[] payload) {
            found.add("ping " + text(payload));
        }

        @Override
        public void pong(byte[] payload) {
            found.add("pong " + text(payload));
        }

        @Override
        public void oversized(int length, byte[] head) {
            found.add("oversized " + length + " " + text(head));
        }
    };

    /** RAW-8, RAW-10: reads frames of every type, split by the network in any way. */
    @Conformance("RAW-10")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 1000})
    void framesMayBeSplitAnywhere(int chunk) throws Exception {
        ByteBuf stream = Unpooled.buffer();
        RawSocketWriter.writeMessage(stream, bytes("[1]"));
        RawSocketWriter.writePing(stream, bytes("p"));
        RawSocketWriter.writePing(stream, bytes(""));
        RawSocketWriter.writeMessage(stream, bytes(""));
        RawSocketWriter.writePong(stream, bytes("q"));
        RawSocketWriter.writeMessage(stream, bytes("[2,\"longer than one chunk\"]"));

        feed(new RawSocketReader(512, 512, recorder), stream, chunk);

        assertThat(found)
                .containsExactly(
                        "message [1]",
                        "ping p",
                        "ping ",
                        "message ",
                        "pong q",
                        "message [2,\"longer than one chunk\"]");
    }

    /**
     * RAW-5, RAW-6: reserved bits and types, and lengths above the announced limit, are recognized from the header
     * alone.
     */
    @Conformance("RAW-5")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80000001", "40000001", "20000001", "10000001", "03000001", "04000001", "05000001", "06000001",
                "07000001", "00000201", "00ffffff", "01000201", "02000201", "08000000", "08000001", "08ffffff",
                "ffffffff", "47455420"
            })
    void aBrokenHeaderIsRefused(String header) {
        RawSocketReader reader = new RawSocketReader(512, 512, recorder);

        assertThatThrownBy(() -> reader.read(hex(header))).isInstanceOf(ProtocolViolation.class);
        assertThat(found).isEmpty();
    }

    @Test
    void nothingIsReadAfterAViolation() throws Exception {
        RawSocketReader reader = new RawSocketReader(512, 512, recorder);
        assertThatThrownBy(() -> reader.read(hex("f0000000"))).isInstanceOf(ProtocolViolation.class);

        ByteBuf more = hex("000000015b");
        reader.read(more);

        assertThat(found).isEmpty();
        assertThat(more.isReadable()).isFalse();
    }

    /** RAW-5: a message of exactly 2^24 bytes needs the 25th bit. */
    @Conformance("RAW-5")
    @Test
    void theLargestMessageIsRead() throws Exception {
        byte[] greatest = new byte[1 << 24];
        greatest[greatest.length - 1] = 42;
        ByteBuf stream = Unpooled.buffer(greatest.length + 4);
        RawSocketWriter.writeMessage(stream, greatest);
        assertThat(ByteBufUtil.hexDump(stream, 0, 4)).isEqualTo("08000000");
        List<byte[]> messages = new ArrayList<>();

        RawSocketReader reader = new RawSocketReader(1 << 24, 1 << 24, new MessagesOnly() {
            @Override
            public void message(byte[] bytes) {
                messages.add(bytes);
            }
        });
        feed(reader, stream, 1_000_003);

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).isEqualTo(greatest);
    }

    @Test
    void aMessageAboveTheLargestIsRefused() {
        RawSocketReader reader = new RawSocketReader(1 << 24, 1 << 24, recorder);

        assertThatThrownBy(() -> reader.read(hex("08000001"))).hasMessageContaining("16777217 bytes");
    }

    /**
     * P21: a message that is larger than accepted but not larger than announced is skipped, and the stream continues.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100_000})
    void anOversizedMessageIsSkipped(int chunk) throws Exception {
        byte[] large = bytes("[48,7," + " ".repeat(3000) + "]");
        byte[] slightlyTooLarge = bytes("x".repeat(601));
        ByteBuf stream = Unpooled.buffer();
        RawSocketWriter.writeMessage(stream, large);
        RawSocketWriter.writeMessage(stream, slightlyTooLarge);
        RawSocketWriter.writeMessage(stream, bytes("[next]"));

        feed(new RawSocketReader(4096, 600, recorder), stream, chunk);

        assertThat(found)
                .containsExactly(
                        "oversized 3007 " + text(large).substring(0, 1024),
                        "oversized 601 " + text(slightlyTooLarge),
                        "message [next]");
    }

    @Test
    void aReceiverCanStopTheReader() throws Exception {
        RawSocketReader[] reader = new RawSocketReader[1];
        reader[0] = new RawSocketReader(512, 512, new MessagesOnly() {
            @Override
            public void message(byte[] bytes) {
                found.add(text(bytes));
                reader[0].stop();
            }
        });

        reader[0].read(hex("0000000161" + "0000000162"));

        assertThat(found).containsExactly("a");
    }

    @Test
    void aMessageOfUnknownLengthIsFramedWhereItStands() {
        ByteBuf out = Unpooled.buffer();
        out.writeByte('x');
        int frame = out.writerIndex();
        out.writeZero(RawSocketWriter.HEADER_LENGTH).writeBytes(bytes("[3]"));

        RawSocketWriter.finishMessage(out, frame);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("78" + "00000003" + "5b335d");
    }

    /** For any input, the reader either continues or reports a violation. */
    @Test
    void randomBytesNeverBreakTheReader() throws Exception {
        java.util.Random random = new java.util.Random(20261101);
        int violations = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 1 && round % 2 == 0) {
                noise[0] = (byte) random.nextInt(3);
                noise[1] = 0;
            }
            try {
                feed(new RawSocketReader(512, 512, recorder), Unpooled.wrappedBuffer(noise), 1 + random.nextInt(8));
            } catch (ProtocolViolation e) {
                violations++;
            }
        }
        assertThat(violations).isGreaterThan(1000);
        assertThat(found).isNotEmpty();
    }

    private static void feed(RawSocketReader reader, ByteBuf stream, int chunk) throws ProtocolViolation {
        while (stream.isReadable()) {
            reader.read(stream.readSlice(Math.min(chunk, stream.readableBytes())));
        }
    }

    private static ByteBuf hex(String bytes) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private abstract static class MessagesOnly implements RawSocketReceiver {
        @Override
        public void ping(byte[] payload) {
            throw new AssertionError("ping");
        }

        @Override
        public void pong(byte[] payload) {
            throw new AssertionError("pong");
        }

        @Override
        public void oversized(int length, byte[] head) {
            throw new AssertionError("oversized");
        }
    }
}
