package io.aerostat.protocol.framing.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that written messages are read unchanged, masked or not, compressed or not. */
class WebSocketWriterTest {
    private final WebSocketRecorder recorder = new WebSocketRecorder();
    private final ByteBuf out = Unpooled.buffer();

    @Test
    void framesHaveTheBytesOfTheStandard() {
        WebSocketWriter writer = new WebSocketWriter(false, null);
        writer.writeMessage(out, "Hello".getBytes(StandardCharsets.UTF_8), true);
        writer.writePing(out, new byte[0]);
        writer.writeClose(out, CloseCode.NORMAL, "");
        writer.writeClose(out, CloseCode.NO_STATUS, "ignored");

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("810548656c6c6f" + "8900" + "880203e8" + "8800");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65535, 65536, 100_000})
    void everyFormOfALengthIsWritten(int length) throws Exception {
        for (boolean masks : new boolean[] {false, true}) {
            recorder.found.clear();
            WebSocketWriter writer = new WebSocketWriter(masks, null);
            byte[] payload = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
            writer.writeMessage(out, payload, true);
            writer.writePong(out, new byte[] {'p'});

            reader(masks, null).read(out);

            assertThat(recorder.found).containsExactly("text " + "x".repeat(length), "pong p");
        }
    }

    /** A message is encoded in place, and the estimate of its length may be too small or too large. */
    @ParameterizedTest
    @CsvSource({"0,10", "10,200", "200,10", "10,70000", "70000,10", "70000,300", "300,70000", "5,0"})
    void aWrongGuessOfTheLengthChangesNothing(int guessed, int real) throws Exception {
        for (boolean masks : new boolean[] {false, true}) {
            recorder.found.clear();
            WebSocketWriter writer = new WebSocketWriter(masks, null);
            writer.writePing(out, new byte[] {'1'});
            int frame = out.writerIndex();
            int room = writer.beginMessage(out, guessed);
            out.writeBytes("y".repeat(real).getBytes(StandardCharsets.UTF_8));
            writer.finishMessage(out, frame, room, false);
            writer.writePing(out, new byte[] {'2'});

            reader(masks, null).read(out);

            assertThat(recorder.found).containsExactly("ping 1", "binary " + "y".repeat(real), "ping 2");
        }
    }

    @Test
    void aLongMessageIsSplitIntoFrames() {
        WebSocketWriter writer = new WebSocketWriter(false, null, 2);
        writer.writeMessage(out, "Hello".getBytes(StandardCharsets.UTF_8), true);
        int frame = out.writerIndex();
        int room = writer.beginMessage(out, 5);
        out.writeBytes("abcd".getBytes(StandardCharsets.UTF_8));
        writer.finishMessage(out, frame, room, false);
        writer.writePing(out, "ping".getBytes(StandardCharsets.UTF_8));

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("01024865" + "00026c6c" + "80016f" + "02026162" + "80026364" + "890470696e67");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void fragmentsAreReadAsOneMessage(boolean masks, boolean compresses) throws Exception {
        String text = "a text of more than one frame, ".repeat(1000);
        MessageDeflater deflater = compresses ? new MessageDeflater(6, true) : null;
        try (WebSocketWriter writer = new WebSocketWriter(masks, deflater, 50)) {
            writer.writeMessage(out, text.getBytes(StandardCharsets.UTF_8), true);
            writer.writeMessage(out, "short".getBytes(StandardCharsets.UTF_8), true);

            reader(masks, compresses ? new MessageInflater(true) : null).read(out);

            assertThat(recorder.found).containsExactly("text " + text, "text short");
        }
    }

    @Test
    void aLongCloseReasonIsCutAtACharacter() throws Exception {
        new WebSocketWriter(false, null).writeClose(out, CloseCode.PROTOCOL_ERROR, "€".repeat(60));

        reader(false, null).read(out);

        assertThat(recorder.found).containsExactly("close 1002 " + "€".repeat(41));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,false"})
    void aCompressedMessageIsReadAsItWasWritten(boolean writerKeepsContext, boolean masks) throws Exception {
        WebSocketReader reader = reader(masks, new MessageInflater(writerKeepsContext));
        try (WebSocketWriter writer = new WebSocketWriter(masks, new MessageDeflater(6, writerKeepsContext))) {
            String text = "{\"altitude\": 1234.5, \"pressure\": 87.1}, ".repeat(500);
            for (int i = 0; i < 3; i++) {
                writer.writeMessage(out, text.getBytes(StandardCharsets.UTF_8), true);
                writer.writeMessage(out, new byte[0], false);
                writer.writeMessage(out, new byte[0], false);
            }
            int frame = out.writerIndex();
            int room = writer.beginMessage(out, 5);
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            writer.finishMessage(out, frame, room, true);
            assertThat(out.readableBytes()).isLessThan(text.length() / 4);

            while (out.isReadable()) {
                reader.read(out.readSlice(Math.min(11, out.readableBytes())));
            }

            assertThat(recorder.found)
                    .containsExactly(
                            "text " + text,
                            "binary ",
                            "binary ",
                            "text " + text,
                            "binary ",
                            "binary ",
                            "text " + text,
                            "binary ",
                            "binary ",
                            "text " + text);
        } finally {
            reader.close();
        }
    }

    /**
     * RFC 7692 §7.1.2.1: no reference reaches back further than the window that the client has requested, within a
     * message or across messages.
     */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 14, 15})
    void aSmallerWindowIsKept(int windowBits) throws Exception {
        PerMessageDeflate agreed = PerMessageDeflate.negotiate(
                        List.of("permessage-deflate; server_max_window_bits=" + windowBits),
                        PerMessageDeflate.Options.DEFAULT)
                .orElseThrow();
        // A repetition after 1,000 bytes can be referred to only in a window that is larger than 1,000 bytes.
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        String repeated = text.toString().repeat(50);
        WebSocketReader reader = reader(false, new MessageInflater(true));
        try (WebSocketWriter writer = new WebSocketWriter(false, MessageDeflater.ofServer(agreed, 6))) {
            for (int i = 0; i < 2; i++) {
                int before = out.writerIndex();
                writer.writeMessage(out, repeated.getBytes(StandardCharsets.UTF_8), true);
                if (windowBits < 10) {
                    assertThat(out.writerIndex() - before).isGreaterThan(repeated.length() * 3 / 4);
                } else {
                    assertThat(out.writerIndex() - before).isLessThan(repeated.length() / 2);
                }
            }
            reader.read(out);

            assertThat(recorder.found).containsExactly("text " + repeated, "text " + repeated);
        } finally {
            reader.close();
        }
    }

    /** RFC 7692 §7.2.3: reads the examples, including a fragmented message. */
    @ParameterizedTest
    @CsvSource({
        "c107f248cdc9c90700",
        "4103f248cd 8004c9c90700",
        "c10b000500faff48656c6c6f00",
        "c108f348cdc9c9070000",
        "c10df2480500 0000ffffcac9c90700"
    })
    void theExamplesOfTheCompressionStandard(String bytes) throws Exception {
        WebSocketReader reader = reader(false, new MessageInflater(true));

        reader.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes.replace(" ", ""))));

        assertThat(recorder.found).containsExactly("text Hello");
        reader.close();
    }

    /** A small message that inflates to a hundred megabytes ends the connection, and is never stored completely. */
    @Test
    void aSmallMessageThatInflatesToAHugeOneIsBounded() throws Exception {
        try (WebSocketWriter writer = new WebSocketWriter(false, new MessageDeflater(9, true))) {
            writer.writeMessage(out, new byte[100_000_000], false);
            WebSocketReader reader = reader(false, new MessageInflater(true));

            assertThatThrownBy(() -> reader.read(out))
                    .isInstanceOfSatisfying(
                            WebSocketFailure.class,
                            e -> assertThat(e.closeCode()).isEqualTo(CloseCode.MESSAGE_TOO_BIG));
            reader.close();
        }
    }

    @Test
    void aCompressedMessageOverTheLimitIsSkipped() throws Exception {
        WebSocketReader reader = new WebSocketReader(
                WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, 2000), new MessageInflater(true), recorder);
        try (WebSocketWriter writer = new WebSocketWriter(false, new MessageDeflater(9, true))) {
            writer.writeMessage(out, "z".repeat(5000).getBytes(StandardCharsets.UTF_8), true);
            writer.writeMessage(out, "next".getBytes(StandardCharsets.UTF_8), true);

            reader.read(out);

            assertThat(recorder.found).containsExactly("oversized text " + "z".repeat(1024), "text next");
        } finally {
            reader.close();
        }
    }

    @Test
    void garbageInACompressedMessageEndsTheConnection() {
        WebSocketReader reader = reader(false, new MessageInflater(true));

        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("c104ffffffff"))))
                .isInstanceOfSatisfying(
                        WebSocketFailure.class, e -> assertThat(e.closeCode()).isEqualTo(CloseCode.INVALID_PAYLOAD));
        reader.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate",
                "permessage-deflate; client_max_window_bits | permessage-deflate",
                "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
                "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=8 | permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate "
                        + "| permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; server_max_window_bits=7 | ",
                "permessage-deflate; server_max_window_bits=010 | ",
                "permessage-deflate; server_max_window_bits=16, permessage-deflate | permessage-deflate",
                "permessage-deflate; server_max_window_bits | ",
                "permessage-deflate; client_max_window_bits=16 | ",
                "permessage-deflate; client_max_window_bits=\"12\" | permessage-deflate",
                "permessage-deflate; unknown | ",
                "permessage-deflate; server_no_context_takeover=1 | ",
                "permessage-deflate; client_max_window_bits; client_max_window_bits | ",
                "x-webkit-deflate-frame, PerMessage-Deflate | permessage-deflate",
                "'' | "
            })
    void offersAreNegotiated(String offer, String response) {
        assertThat(PerMessageDeflate.negotiate(List.of(offer), PerMessageDeflate.Options.DEFAULT)
                        .map(PerMessageDeflate::header))
                .isEqualTo(Optional.ofNullable(response));
    }

    @Test
    void theServersOptions() {
        PerMessageDeflate.Options frugal = new PerMessageDeflate.Options(true, 10, true, 0, 1);

        assertThat(PerMessageDeflate.negotiate(List.of("permessage-deflate; client_max_window_bits"), frugal)
                        .map(PerMessageDeflate::header))
                .contains("permessage-deflate; server_no_context_takeover; client_no_context_takeover;"
                        + " client_max_window_bits=10");
        assertThat(PerMessageDeflate.negotiate(List.of("permessage-deflate"), frugal))
                .isEmpty();
    }

    /** RFC 7692 §7.1.2.1: the server may limit its window even if the client has not asked for that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate | permessage-deflate; server_max_window_bits=11",
                "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_max_window_bits=11",
                "permessage-deflate; server_max_window_bits=9 | permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_max_window_bits=16 | "
            })
    void theServerLimitsItsOwnWindow(String offer, String response) {
        PerMessageDeflate.Options small = new PerMessageDeflate.Options(false, 0, false, 11, 6);

        assertThat(PerMessageDeflate.negotiate(List.of(offer), small).map(PerMessageDeflate::header))
                .isEqualTo(Optional.ofNullable(response));
    }

    private WebSocketReader reader(boolean masked, @Nullable MessageInflater inflater) {
        return new WebSocketReader(
                WebSocketReaderOptions.strict(masked ? MaskRule.REQUIRED : MaskRule.FORBIDDEN, 1 << 20),
                inflater,
                recorder);
    }
}
