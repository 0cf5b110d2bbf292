package io.aerostat.protocol.framing;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests batches in text and binary form (BAT-1, BAT-2, BAT-3). */
@Conformance({"BAT-1", "BAT-2", "BAT-3"})
class BatchesTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchIsReadAsItWasWritten(boolean text) throws Exception {
        for (List<String> messages : List.of(List.of("[1]"), List.of("[1]", "[22]", "[333]"))) {
            ByteBuf out = Unpooled.buffer();
            for (String message : messages) {
                int from = out.writerIndex();
                out.writeZero(Batches.prefixLength(text));
                out.writeBytes(message.getBytes(StandardCharsets.UTF_8));
                Batches.finishMessage(out, from, text, Batches.SEPARATOR);
            }

            assertThat(split(ByteBufUtil.getBytes(out), text)).isEqualTo(messages);
        }
    }

    @Test
    void theOtherSeparatorIsUnderstood() throws Exception {
        assertThat(split("[1]\u0018[2]\u001e[3]\u0018".getBytes(StandardCharsets.UTF_8), true))
                .containsExactly("[1]", "[2]", "[3]");
    }

    /** BAT-3: answers use the separator of the peer. */
    @ParameterizedTest
    @CsvSource({"5b5d1e, 30", "5b5d18, 24", "5b5d, 30", "'', 30"})
    void theSeparatorThatAPeerUsesIsRecognized(String batch, byte separator) {
        assertThat(Batches.separatorOf(ByteBufUtil.decodeHexDump(batch))).isEqualTo(separator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "[1]\u001e[2]", "\u001e", "[1]\u001e\u001e"})
    void aBrokenTextBatchIsRefused(String batch) {
        assertThatThrownBy(() -> split(batch.getBytes(StandardCharsets.UTF_8), true))
                .isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "000000",
                "00000000",
                "000000016100000000",
                "00000001",
                "0000000261",
                "000000016100",
                "ffffffff61",
                "7fffffff61"
            })
    void aBrokenBinaryBatchIsRefused(String batch) {
        assertThatThrownBy(() -> split(ByteBufUtil.decodeHexDump(batch), false)).isInstanceOf(ProtocolViolation.class);
    }

    /**
     * Reading a batch of many messages takes no more memory than the batch itself. If a batch is invalid at its end,
     * none of its messages is delivered.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesAreCutOutOneAtATime(boolean text) throws Exception {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < 100_000; i++) {
            int from = out.writerIndex();
            out.writeZero(Batches.prefixLength(text)).writeByte('x');
            Batches.finishMessage(out, from, text, Batches.SEPARATOR);
        }
        List<byte[]> taken = new ArrayList<>();

        assertThat(Batches.read(ByteBufUtil.getBytes(out), text, message -> taken.add(message) && taken.size() < 3))
                .isFalse();
        assertThat(taken).hasSize(3);

        out.writeByte('x');
        assertThatThrownBy(() -> Batches.read(ByteBufUtil.getBytes(out), text, taken::add))
                .isInstanceOf(ProtocolViolation.class);
        assertThat(taken).hasSize(3);
    }

    private static List<String> split(byte[] batch, boolean text) throws ProtocolViolation {
        List<String> messages = new ArrayList<>();
        Batches.read(batch, text, message -> messages.add(new String(message, StandardCharsets.UTF_8)));
        return messages;
    }
}
