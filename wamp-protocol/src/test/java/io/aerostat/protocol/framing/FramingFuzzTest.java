package io.aerostat.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.codec.MessageDeflater;
import io.aerostat.protocol.framing.codec.MessageInflater;
import io.aerostat.protocol.framing.codec.RawSocketHandshake;
import io.aerostat.protocol.framing.codec.RawSocketReader;
import io.aerostat.protocol.framing.codec.RawSocketReceiver;
import io.aerostat.protocol.framing.codec.RawSocketRefused;
import io.aerostat.protocol.framing.codec.WebSocketFailure;
import io.aerostat.protocol.framing.codec.WebSocketReader;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.framing.codec.WebSocketRecorder;
import io.aerostat.protocol.framing.codec.WebSocketWriter;
import io.aerostat.protocol.negotiation.PerMessageDeflate;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Targets for the coverage-guided fuzzer (see CONTRIBUTING). A reader must find the same frames in a stream whether the
 * stream arrives at once or byte by byte, and must report invalid input as a failure.
 */
class FramingFuzzTest {
    private static final int LIMIT = 600;

    @FuzzTest(maxDuration = "60s", maxExecutions = 1_800_000)
    void webSocket(byte[] stream) {
        assertThat(webSocket(stream, 1)).isEqualTo(webSocket(stream, stream.length));
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 2_200_000)
    void rawSocket(byte[] stream) {
        assertThat(rawSocket(stream, 1)).isEqualTo(rawSocket(stream, stream.length));
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 7_500_000)
    void batches(byte[] batch) {
        for (boolean text : new boolean[] {true, false}) {
            try {
                List<byte[]> messages = new ArrayList<>();
                assertThat(Batches.read(batch, text, messages::add)).isTrue();
                int bytes = 0;
                for (byte[] message : messages) {
                    bytes += message.length + (text ? 1 : Batches.prefixLength(false));
                }
                assertThat(bytes).isEqualTo(batch.length);
            } catch (ProtocolViolation e) {
                assertThat(e).hasMessageStartingWith("batch: found ");
            }
        }
    }

    /** A RawSocket opening is either answered or refused, and the answer matches the opening (RAW-1 to RAW-3). */
    @FuzzTest(maxDuration = "60s", maxExecutions = 25_000_000)
    void rawSocketHandshake(byte[] bytes) {
        if (bytes.length < RawSocketHandshake.LENGTH) {
            return;
        }
        ByteBuf opening = Unpooled.wrappedBuffer(bytes, 0, RawSocketHandshake.LENGTH);
        try {
            RawSocketHandshake handshake = RawSocketHandshake.readOpening(opening.duplicate());
            ByteBuf written = Unpooled.buffer();
            handshake.writeTo(written);
            assertThat(written).isEqualTo(opening);
            assertThat(RawSocketHandshake.readReply(written, handshake.serialization()))
                    .isEqualTo(handshake);
        } catch (RawSocketRefused e) {
            assertThat(e).hasMessageContaining("found ");
            assertThat(e.error().isPresent()).isEqualTo(bytes[0] == RawSocketHandshake.MAGIC);
        }
    }

    /** The negotiated parameters obey one of the offers, according to RFC 7692 §7.1. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 750_000)
    void extensionOffers(byte[] header) {
        String offers = text(header);
        for (PerMessageDeflate.Options options :
                List.of(PerMessageDeflate.Options.DEFAULT, new PerMessageDeflate.Options(true, 9, true, 11, 1))) {
            PerMessageDeflate.negotiate(List.of(offers), options).ifPresent(agreed -> {
                assertThat(offers.toLowerCase(Locale.ROOT)).contains(PerMessageDeflate.EXTENSION);
                assertThat(agreed.serverMaxWindowBits() == 0 || agreed.serverMaxWindowBits() >= 8)
                        .isTrue();
                if (options.maxWindowBits() != 0) {
                    assertThat(agreed.serverMaxWindowBits()).isBetween(8, options.maxWindowBits());
                }
                assertThat(agreed.clientMaxWindowBits()).isLessThanOrEqualTo(options.requestMaxWindowBits());
                assertThat(agreed.header()).startsWith(PerMessageDeflate.EXTENSION);
            });
        }
        assertThat(Subprotocol.offered(List.of(offers))).allMatch(name -> !name.isBlank());
    }

    /** A compressed message is read unchanged, with any window size. The first byte selects the window size. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 12_000)
    void compression(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        int windowBits = 8 + (bytes[0] & 7);
        boolean keepsContext = (bytes[0] & 8) == 0;
        String message = text(bytes).repeat((bytes[0] & 0x10) == 0 ? 1 : 40);
        WebSocketRecorder recorder = new WebSocketRecorder();
        ByteBuf out = Unpooled.buffer();
        try (WebSocketWriter writer = new WebSocketWriter(false, new MessageDeflater(6, keepsContext, windowBits));
                WebSocketReader reader = new WebSocketReader(
                        WebSocketReaderOptions.strict(MaskRule.FORBIDDEN, 1 << 24),
                        new MessageInflater(keepsContext),
                        recorder)) {
            for (int i = 0; i < 3; i++) {
                writer.writeMessage(out, message.getBytes(StandardCharsets.UTF_8), true);
            }
            reader.read(out);
        }
        assertThat(recorder.found).containsExactly("text " + message, "text " + message, "text " + message);
    }

    /** The first byte says whether compression is negotiated and whether frames are masked. */
    private static List<String> webSocket(byte[] stream, int chunk) {
        WebSocketRecorder recorder = new WebSocketRecorder();
        if (stream.length == 0) {
            return recorder.found;
        }
        MaskRule masking = (stream[0] & 1) == 0 ? MaskRule.OPTIONAL : MaskRule.REQUIRED;
        MessageInflater inflater = (stream[0] & 2) == 0 ? null : new MessageInflater((stream[0] & 4) == 0);
        try (WebSocketReader reader =
                new WebSocketReader(WebSocketReaderOptions.strict(masking, LIMIT), inflater, recorder)) {
            ByteBuf in = Unpooled.wrappedBuffer(stream).skipBytes(1);
            while (in.isReadable()) {
                reader.read(in.readSlice(Math.min(chunk, in.readableBytes())));
            }
        } catch (WebSocketFailure e) {
            // Compressed data may be both too large and invalid; then either failure may be found first.
            recorder.found.add("failure" + (inflater == null ? " " + e.closeCode() : ""));
        }
        return recorder.found;
    }

    private static List<String> rawSocket(byte[] stream, int chunk) {
        List<String> found = new ArrayList<>();
        RawSocketReader reader = new RawSocketReader(1024, LIMIT, new RawSocketReceiver() {
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
        });
        try {
            ByteBuf in = Unpooled.wrappedBuffer(stream);
            while (in.isReadable()) {
                reader.read(in.readSlice(Math.min(chunk, in.readableBytes())));
            }
        } catch (ProtocolViolation e) {
            found.add("violation " + e.getMessage());
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
