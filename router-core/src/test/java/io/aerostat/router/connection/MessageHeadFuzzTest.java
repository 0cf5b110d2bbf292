package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.OversizedMessage;
import java.util.Arrays;
import java.util.Optional;

/**
 * A target for the coverage-guided fuzzer (see CONTRIBUTING): {@link MessageHead} and the decoder must agree on the
 * type and the request id of an oversized message (P21).
 */
class MessageHeadFuzzTest {
    /** The first byte selects the serialization. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 4_500_000)
    void head(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Serialization serialization = Serialization.values()[bytes[0] & 3];
        byte[] frame = Arrays.copyOfRange(bytes, 1, bytes.length);
        Optional<OversizedMessage> seen = MessageHead.read(serialization, frame);
        WampMessage message;
        try {
            message = Serializers.of(serialization).decode(frame, 0, frame.length, DecodeLimits.DEFAULT);
        } catch (ProtocolViolation e) {
            return;
        }
        // MessageHead may miss unusual forms of lists and integers, but must not report anything that the message does
        // not contain.
        seen.ifPresent(head -> {
            assertThat(head.code()).isEqualTo(message.code());
            if (message instanceof Call call) {
                assertThat(head.request()).isEqualTo(call.request());
            } else if (message instanceof Yield yield) {
                assertThat(head.request()).isEqualTo(yield.request());
            } else if (message instanceof Publish publish) {
                assertThat(head.request()).isEqualTo(publish.request());
            }
        });
    }
}
