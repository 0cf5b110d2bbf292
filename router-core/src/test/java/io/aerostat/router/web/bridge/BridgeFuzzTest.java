package io.aerostat.router.web.bridge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.router.listener.BridgeOptions.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Targets for the coverage-guided fuzzer (see CONTRIBUTING): the content of requests to bridges. */
class BridgeFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    /** A query is either refused, or it is unsigned and no signature is required. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 2_000_000)
    void signatures(byte[] query) {
        String text = "?" + new String(query, ISO_8859_1);
        try {
            RequestSignature signature = RequestSignature.of(text);
            signature.check(Optional.empty(), query, Duration.ofSeconds(1), NOW);
            signature.check(Optional.of(new SigningKey("key", "secret")), query, Duration.ZERO, NOW);
            throw new AssertionError("found a valid signature");
        } catch (RefusedRequest e) {
            assertThat(e.text()).isNotEmpty();
        }
    }

    /** A body is either refused, or it is an object whose parts can be read. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 2_000_000)
    void bodies(byte[] body) {
        try {
            JsonBody read = JsonBody.read(body);
            assertThat(read.text("procedure")).isNotNull();
            assertThat(read.dictionary("options")).isNotNull();
            assertThat(BridgeResponses.returned(read.payload()).body()).isNotEmpty();
        } catch (RefusedRequest e) {
            assertThat(e.text()).isNotEmpty();
        }
    }
}
