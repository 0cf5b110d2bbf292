package io.aerostat.router.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.protocol.uri.UriCheck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A target for the coverage-guided fuzzer (see CONTRIBUTING): the index must find the same patterns as a comparison
 * with each pattern.
 */
class PatternFuzzTest {
    private record Entry(MatchPolicy policy, String pattern) {}

    /**
     * The first line is a URI. Each further line is a pattern after a letter for its match policy; a minus before the
     * letter removes the pattern.
     */
    @FuzzTest(maxDuration = "60s", maxExecutions = 1_800_000)
    void index(byte[] bytes) {
        String[] lines = new String(bytes, UTF_8).split("\n", 50);
        String uri = lines[0];
        if (!UriCheck.LOOSE.isUri(uri)) {
            return;
        }
        PatternIndex<Entry> index = new PatternIndex<>();
        Set<Entry> entries = new LinkedHashSet<>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.isEmpty()) {
                continue;
            }
            boolean removes = line.charAt(0) == '-';
            int letter = removes ? 1 : 0;
            if (line.length() <= letter) {
                continue;
            }
            MatchPolicy policy = MatchPolicy.values()[line.charAt(letter) % 3];
            Entry entry = new Entry(policy, line.substring(letter + 1));
            if (!UriCheck.LOOSE.isPattern(entry.pattern(), policy)) {
                continue;
            }
            if (removes) {
                assertThat(index.remove(entry.pattern(), policy) != null).isEqualTo(entries.remove(entry));
            } else {
                assertThat(index.put(entry.pattern(), policy, entry) == null).isEqualTo(entries.add(entry));
            }
        }
        List<Entry> expected = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.policy().matches(entry.pattern(), uri)) {
                expected.add(entry);
            }
            assertThat(UriMatch.matches(entry.pattern(), entry.policy(), uri))
                    .isEqualTo(entry.policy().matches(entry.pattern(), uri));
            assertThat(index.find(entry.pattern(), entry.policy())).isEqualTo(entry);
        }
        List<Entry> found = new ArrayList<>();
        index.forEachMatch(uri, found::add);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        Entry best = index.bestMatch(uri);
        if (expected.isEmpty()) {
            assertThat(best).isNull();
        } else {
            assertThat(expected).contains(best);
        }
        assertThat(index.isEmpty()).isEqualTo(entries.isEmpty());
    }
}
