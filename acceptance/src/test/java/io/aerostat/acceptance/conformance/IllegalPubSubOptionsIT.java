package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests options of PUBLISH and SUBSCRIBE with illegal values. */
class IllegalPubSubOptionsIT extends RemoteConformanceCase {

    @Test
    @Conformance({"BWL-5", "PV-12"})
    void listsOfTheWrongTypeAreViolations() {
        for (Map<String, ?> options : List.of(
                Map.of("exclude", List.of("x")),
                Map.of("eligible", 5),
                Map.of("exclude_authid", List.of(1)),
                Map.of("eligible_authrole", "user"))) {
            RawPeer peer = join();
            peer.send(PUBLISH, 1, options, uri("topic"));
            peer.expectProtocolViolation();
        }
    }

    @Test
    @Conformance({"PBS-1", "A-11", "PV-12"})
    void anUnknownMatchPolicyIsAViolation() {
        RawPeer peer = join();

        peer.send(SUBSCRIBE, 1, Map.of("match", "fuzzy"), uri("topic"));

        peer.expectProtocolViolation();
    }
}
