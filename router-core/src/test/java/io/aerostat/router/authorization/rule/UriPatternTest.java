package io.aerostat.router.authorization.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares the relations of patterns with their definition: a pattern is the set of URIs that it matches. The test uses
 * all URIs with up to three short components.
 */
class UriPatternTest {
    private static final List<String> URIS = uris(List.of("a", "b", "ab"));

    @Test
    void covers_and_intersects_agree_with_the_sets() {
        List<UriPattern> patterns = patterns();
        for (UriPattern one : patterns) {
            for (UriPattern other : patterns) {
                boolean covered = true;
                boolean common = false;
                for (String uri : URIS) {
                    covered &= !matches(other, uri) || matches(one, uri);
                    common |= matches(other, uri) && matches(one, uri);
                }
                // The set of URIs is incomplete, so it can only refute a relation.
                if (one.covers(other)) {
                    assertThat(covered).as("%s covers %s", one, other).isTrue();
                }
                if (common) {
                    assertThat(one.intersects(other))
                            .as("%s intersects %s", one, other)
                            .isTrue();
                }
                if (one.match() != MatchPolicy.PREFIX && other.match() != MatchPolicy.PREFIX) {
                    assertThat(one.intersects(other))
                            .as("%s intersects %s", one, other)
                            .isEqualTo(common);
                }
                assertThat(one.intersects(other)).isEqualTo(other.intersects(one));
            }
        }
    }

    private static boolean matches(UriPattern pattern, String uri) {
        return switch (pattern.match()) {
            case EXACT -> pattern.uri().equals(uri);
            case PREFIX -> uri.startsWith(pattern.uri());
            case WILDCARD -> {
                String[] expected = pattern.uri().split("\\.", -1);
                String[] found = uri.split("\\.", -1);
                boolean same = expected.length == found.length;
                for (int i = 0; same && i < found.length; i++) {
                    same = expected[i].isEmpty() || expected[i].equals(found[i]);
                }
                yield same;
            }
        };
    }

    private static List<UriPattern> patterns() {
        List<UriPattern> patterns = new ArrayList<>();
        for (String uri : uris(List.of("a", "b", ""))) {
            if (uri.isEmpty() || !uri.contains("..") && !uri.startsWith(".")) {
                patterns.add(new UriPattern(uri, MatchPolicy.PREFIX));
            }
            if (!uri.contains("..") && !uri.startsWith(".") && !uri.endsWith(".") && !uri.isEmpty()) {
                patterns.add(new UriPattern(uri, MatchPolicy.EXACT));
            }
            patterns.add(new UriPattern(uri, MatchPolicy.WILDCARD));
        }
        return patterns;
    }

    private static List<String> uris(List<String> components) {
        List<String> uris = new ArrayList<>(components);
        for (String first : components) {
            for (String second : components) {
                uris.add(first + "." + second);
                for (String third : components) {
                    uris.add(first + "." + second + "." + third);
                }
            }
        }
        return uris;
    }
}
