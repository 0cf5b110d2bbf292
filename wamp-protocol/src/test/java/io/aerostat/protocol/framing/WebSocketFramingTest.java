package io.aerostat.protocol.framing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.framing.WebSocketFramingOptions.CloseAnswer;
import io.aerostat.protocol.framing.codec.CloseCode;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions;
import io.aerostat.protocol.framing.codec.WebSocketReaderOptions.MaskRule;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketFramingTest {
    private final List<String> received = new ArrayList<>();
    private final ByteBuf out = Unpooled.buffer();
    private final WebSocketFraming framing = framing(CloseAnswer.NORMAL);

    private WebSocketFraming framing(CloseAnswer answer) {
        return new WebSocketFraming(
                new WebSocketFramingOptions(
                        WebSocketReaderOptions.strict(MaskRule.OPTIONAL, 1000), false, 0, answer, false),
                new Subprotocol(Serialization.JSON, true),
                null,
                null,
                new Recorder());
    }

    @AfterEach
    void release() {
        framing.release();
        out.release();
    }

    @Conformance("BAT-4")
    @Test
    void messagesThatLeaveTogetherAreOneBatch() {
        framing.writeMessage(out, "[1]".getBytes(UTF_8));
        framing.writeMessage(out, "[2]".getBytes(UTF_8));
        framing.completeBatch(out);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("8108" + "5b315d1e" + "5b325d1e");
    }

    @Test
    void aBatchThatHasLostItsOnlyMessageLeavesNothing() {
        framing.beginMessage(out, 10);
        out.writerIndex(0);
        framing.completeBatch(out);

        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void noMessageOfABatchIsDeliveredAfterTheStop() {
        received.add("stop after one");
        framing.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("8108" + "5b315d1e" + "5b325d1e")));

        assertThat(received).containsExactly("stop after one", "message [1]");
    }

    @Conformance("PV-8")
    @Test
    void aMessageOfTheWrongTypeIsAViolation() {
        framing.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("82045b315d1e")));

        assertThat(received)
                .containsExactly("violation WebSocket message: found binary (expected text for wamp.2.json.batched)");
    }

    @Test
    void theCloseFrameAfterABrokenFrameNamesTheFault() {
        framing.read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("8101ff")));

        assertThat(received).hasSize(1).first().asString().startsWith("broken ");
        assertThat(framing.writeClose(out, CloseCode.PROTOCOL_ERROR)).isFalse();
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("880203ef"); // code 1007
    }

    @Test
    void theOptionsDecideTheAnswerToACloseFrame() {
        framing.answerClose(out, 4000, "x");
        framing(CloseAnswer.SAME_CODE).answerClose(out, 4000, "x");
        framing(CloseAnswer.SAME_CODE_AND_REASON).answerClose(out, 4000, "x");
        framing(CloseAnswer.SAME_CODE_AND_REASON).answerClose(out, CloseCode.NO_STATUS, "");

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("880203e8" + "88020fa0" + "88030fa078" + "880203e8");
    }

    private final class Recorder extends IgnoringReceiver {
        @Override
        public void message(byte[] bytes) {
            received.add("message " + new String(bytes, UTF_8));
            if (received.contains("stop after one")) {
                framing.stop();
            }
        }

        @Override
        public void violation(ProtocolViolation violation) {
            received.add("violation " + violation.getMessage());
        }

        @Override
        public void broken(String why) {
            received.add("broken " + why);
        }
    }
}
