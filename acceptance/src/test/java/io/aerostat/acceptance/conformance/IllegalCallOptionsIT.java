package io.aerostat.acceptance.conformance;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests options of remote calls with illegal values. They are a protocol violation, even if the option would have no
 * effect.
 */
class IllegalCallOptionsIT extends RemoteConformanceCase {

    static Stream<List<Object>> illegal() {
        return Stream.of(
                List.of(49, 1, Map.of("mode", "gently")), // CAN-8
                List.of(49, 1, Map.of("mode", 1)),
                List.of(64, 1, Map.of("match", "regex"), "com.app.a"), // PBR-1
                List.of(64, 1, Map.of("match", 0), "com.app.a"),
                List.of(64, 1, Map.of("invoke", "fairest"), "com.app.a"),
                List.of(64, 1, Map.of("concurrency", "two"), "com.app.a"),
                List.of(64, 1, Map.of("force_reregister", 1), "com.app.a"),
                List.of(64, 1, Map.of("disclose_caller", "yes"), "com.app.a"),
                List.of(64, 1, Map.of("forward_timeout", "yes"), "com.app.a"),
                List.of(48, 1, Map.of("receive_progress", 1), "com.app.a"),
                List.of(48, 1, Map.of("progress", "true"), "com.app.a"),
                List.of(48, 1, Map.of("disclose_me", 1), "com.app.a"),
                List.of(48, 1, Map.of("rkey", 5), "com.app.a"),
                List.of(48, 1, Map.of("runmode", true), "com.app.a"),
                List.of(70, 1, Map.of("progress", 1)));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    @Conformance({"PV-12", "CAN-8", "PBR-1", "A-7", "A-11", "SHR-1"})
    void aValueThatIsNoneIsAViolation(List<Object> message) {
        RawPeer peer = join(Hello.everything(WireCase.REALM));

        peer.send(message.toArray());

        peer.expectProtocolViolation();
    }
}
