package io.aerostat.protocol.serializer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.payload.Serialization;

/**
 * Targets of the coverage-guided fuzzer. As ordinary tests they replay what it found worth keeping, under {@code resources}; with
 * {@code JAZZER_FUZZ=1} one of them searches on (see CONTRIBUTING).
 */
class DecoderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void json(byte[] bytes) {
        DecoderProperties.check(Serialization.JSON, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void msgpack(byte[] bytes) {
        DecoderProperties.check(Serialization.MSGPACK, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void cbor(byte[] bytes) {
        DecoderProperties.check(Serialization.CBOR, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void ubjson(byte[] bytes) {
        DecoderProperties.check(Serialization.UBJSON, bytes);
    }
}
