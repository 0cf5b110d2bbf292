package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.PUBLISH;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the keys of an older payload encryption, in messages that cannot be expressed as objects. */
class OlderPassthruIT extends RemoteConformanceCase {

    @Test
    @Conformance({"PPT-13", "PV-12"})
    void anAlgorithmThatNobodyKnowsIsAViolation() {
        RawPeer publisher = join();
        publisher.send(PUBLISH, 1, Map.of("enc_algo", "invalid"), uri("topic")).expectProtocolViolation();
    }

    @Test
    @Conformance({"PPT-13", "MSG-5"})
    void aBinaryIsNoListWhereNothingSaysHowItIsEncoded() {
        RawPeer publisher = join();
        publisher
                .send(PUBLISH, 1, Map.of("enc_key", "AAAA"), uri("topic"), new byte[] {1, 2, 3})
                .expectProtocolViolation();
    }

    @Test
    @Conformance("PPT-13")
    void nothingFollowsIt() {
        RawPeer publisher = join();
        publisher
                .send(PUBLISH, 1, Map.of("enc_algo", "mqtt"), uri("topic"), new byte[] {1, 2, 3}, Map.of("key", 1))
                .expectProtocolViolation();
    }
}
