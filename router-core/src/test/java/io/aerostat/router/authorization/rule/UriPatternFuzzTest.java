package io.aerostat.router.authorization.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;

/**
 * A target for the coverage-guided fuzzer (see CONTRIBUTING): a permission that covers a pattern must cover each URI of
 * the pattern. Otherwise a session could do more than was granted (AZN-6).
 */
class UriPatternFuzzTest {
    /**
     * The input is a URI, a granted pattern and a requested pattern. A letter before each pattern selects its match
     * policy.
     */
    @FuzzTest(maxDuration = "60s", maxExecutions = 8_000_000)
    void relations(byte[] bytes) {
        String[] lines = new String(bytes, UTF_8).split("\n", 3);
        if (lines.length < 3 || lines[1].isEmpty() || lines[2].isEmpty() || !UriCheck.LOOSE.isUri(lines[0])) {
            return;
        }
        UriPattern granted = pattern(lines[1]);
        UriPattern asked = pattern(lines[2]);
        if (!UriCheck.LOOSE.isPattern(granted.uri(), granted.match())
                || !UriCheck.LOOSE.isPattern(asked.uri(), asked.match())) {
            return;
        }
        boolean inGranted = granted.match().matches(granted.uri(), lines[0]);
        boolean inAsked = asked.match().matches(asked.uri(), lines[0]);
        if (granted.covers(asked) && inAsked) {
            assertThat(inGranted).isTrue();
        }
        if (inGranted && inAsked) {
            assertThat(granted.intersects(asked)).isTrue();
        }
        assertThat(granted.intersects(asked)).isEqualTo(asked.intersects(granted));
        assertThat(granted.covers(granted)).isTrue();
    }

    private static UriPattern pattern(String line) {
        return new UriPattern(line.substring(1), MatchPolicy.values()[line.charAt(0) % 3]);
    }
}
