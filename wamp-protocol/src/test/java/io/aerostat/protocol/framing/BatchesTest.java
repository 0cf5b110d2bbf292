package io.aerostat.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BAT-1, BAT-2, BAT-3. */
class BatchesTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenIsRead(boolean text) throws Exception {
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

    /** BAT-3: whoever sends it gets it back. */
    @ParameterizedTest
    @CsvSource({"5b5d1e, 30", "5b5d18, 24", "5b5d, 30", "'', 30"})
    void theSeparatorThatAPeerUses(String batch, byte separator) {
        assertThat(Batches.separatorOf(ByteBufUtil.decodeHexDump(batch))).isEqualTo(separator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "[1]\u001e[2]"})
    void brokenText(String batch) {
        assertThatThrownBy(() -> Batches.split(batch.getBytes(StandardCharsets.UTF_8), true))
                .isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000000", "00000001", "0000000261", "000000016100", "ffffffff61", "7fffffff61"})
    void brokenBinary(String batch) {
        assertThatThrownBy(() -> Batches.split(ByteBufUtil.decodeHexDump(batch), false))
                .isInstanceOf(ProtocolViolation.class);
    }

    private static List<String> split(byte[] batch, boolean text) throws ProtocolViolation {
        return Batches.split(batch, text).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
