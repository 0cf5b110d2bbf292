package io.aerostat.protocol.serializer;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.payload.Serialization;
import java.util.Arrays;

/**
 * Targets for the coverage-guided fuzzer. As ordinary tests, they replay the inputs that the fuzzer has collected under
 * {@code resources}; with {@code JAZZER_FUZZ=1}, one target searches for new inputs (see CONTRIBUTING).
 */
class DecoderFuzzTest {
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_900_000)
    void json(byte[] bytes) {
        DecoderProperties.check(Serialization.JSON, bytes);
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 1_000_000)
    void msgpack(byte[] bytes) {
        DecoderProperties.check(Serialization.MSGPACK, bytes);
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 1_350_000)
    void cbor(byte[] bytes) {
        DecoderProperties.check(Serialization.CBOR, bytes);
    }

    @FuzzTest(maxDuration = "60s", maxExecutions = 1_350_000)
    void ubjson(byte[] bytes) {
        DecoderProperties.check(Serialization.UBJSON, bytes);
    }

    /** MSG-8: a value is either unchanged after transcoding from one serialization to another, or refused. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 40_000)
    void values(FuzzedDataProvider data) {
        DecoderProperties.checkTranscoding(new FuzzedValues(data).payload());
    }

    /** A single value, as payloads in passthru mode contain it. The first byte selects the serialization. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 4_000_000)
    void singleValues(byte[] bytes) {
        if (bytes.length > 0) {
            Serialization serialization = Serialization.values()[Math.floorMod(bytes[0], 4)];
            DecoderProperties.checkSingleValue(serialization, Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
