package io.aerostat.router.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternIndexTest {
    private final PatternIndex<String> index = new PatternIndex<>();

    private void put(String pattern, MatchPolicy policy) {
        index.put(pattern, policy, policy + " " + pattern);
    }

    private List<String> matches(String uri) {
        List<String> found = new ArrayList<>();
        index.forEachMatch(uri, found::add);
        return found;
    }

    @Conformance({"PBR-2", "PBS-1", "A-44"})
    @ParameterizedTest
    @CsvSource({
        "com.myapp.myobject1, true",
        "com.myapp.myobject1.mysub, true",
        "com.myapp.myobject1-mysub, true",
        "com.myapp.myobject1mysub, true",
        "com.myapp.myobject, false",
        "com.myapp2.myobject1, false"
    })
    void aPrefixIsAStringPrefix(String uri, boolean isMatched) {
        put("com.myapp.myobject1", MatchPolicy.PREFIX);

        assertThat(!matches(uri).isEmpty()).isEqualTo(isMatched);
        assertThat(index.bestMatch(uri) != null).isEqualTo(isMatched);
    }

    @Conformance({"PBR-3", "PBS-1"})
    @ParameterizedTest
    @CsvSource({
        "com.myapp.a.p, true",
        "com.myapp.b.p, true",
        "com.myapp.p, false",
        "com.myapp.a.b.p, false",
        "com.myapp.a.q, false",
        "com.myapp..p, false"
    })
    void aGapStandsForExactlyOneComponent(String uri, boolean isMatched) {
        put("com.myapp..p", MatchPolicy.WILDCARD);

        assertThat(!matches(uri).isEmpty()).isEqualTo(isMatched);
        assertThat(index.bestMatch(uri) != null).isEqualTo(isMatched);
    }

    /** The cases are those of the table in the specification's section on pattern-based registrations. */
    @Conformance("PBR-4")
    @ParameterizedTest
    @CsvSource({
        "a1.b2.c3.d4.e55, EXACT a1.b2.c3.d4.e55",
        "a1.b2.c3.d98.e74, PREFIX a1.b2.c3",
        "a1.b2.c3.d4.e325, PREFIX a1.b2.c3.d4",
        "a1.b2.c55.d4.e5, WILDCARD a1.b2..d4.e5",
        "a1.b2.c33.d4.e5, WILDCARD a1.b2.c33..e5",
        "a1.b2.c88.d4.e5.f6.g7, WILDCARD a1.b2..d4.e5..g7",
        "a2.b2.c2.d2.e2,",
        // This case is not in the table: a prefix that ends inside a component matches, too (PBR-2).
        "a1.b2.c34.d5, PREFIX a1.b2.c3"
    })
    void theMostSpecificEntryWins(String uri, String winner) {
        put("a1.b2.c3.d4.e55", MatchPolicy.EXACT);
        put("a1.b2.c3", MatchPolicy.PREFIX);
        put("a1.b2.c3.d4", MatchPolicy.PREFIX);
        put("a1.b2..d4.e5", MatchPolicy.WILDCARD);
        put("a1.b2.c33..e5", MatchPolicy.WILDCARD);
        put("a1.b2..d4.e5..g7", MatchPolicy.WILDCARD);
        put("a1.b2..d4..f6.g7", MatchPolicy.WILDCARD);

        assertThat(index.bestMatch(uri)).isEqualTo(winner);
    }

    @Conformance("PBR-6")
    @Test
    void oneUriHasAValueUnderEachPolicy() {
        for (MatchPolicy policy : MatchPolicy.values()) {
            put("com.app", policy);
        }

        assertThat(matches("com.app")).containsExactly("EXACT com.app", "PREFIX com.app", "WILDCARD com.app");
        assertThat(index.remove("com.app", MatchPolicy.PREFIX)).isEqualTo("PREFIX com.app");
        assertThat(matches("com.app")).containsExactly("EXACT com.app", "WILDCARD com.app");
        assertThat(index.find("com.app", MatchPolicy.PREFIX)).isNull();
    }

    @Conformance("URI-3")
    @Test
    void theEmptyPrefixMatchesEverything() {
        put("", MatchPolicy.PREFIX);

        assertThat(index.bestMatch("x")).isEqualTo("PREFIX ");
        assertThat(index.remove("", MatchPolicy.PREFIX)).isNotNull();
        assertThat(index.bestMatch("x")).isNull();
        assertThat(index.isEmpty()).isTrue();
    }

    @Test
    void aSecondPutReplacesTheFirst() {
        for (MatchPolicy policy : MatchPolicy.values()) {
            assertThat(index.put("a.b", policy, "old")).isNull();
            assertThat(index.put("a.b", policy, "new")).isEqualTo("old");
            assertThat(index.find("a.b", policy)).isEqualTo("new");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomPatternsAgreeWithAPlainSearch(long seed) {
        Random random = new Random(seed);
        Map<MatchPolicy, Map<String, String>> reference = new TreeMap<>();
        for (MatchPolicy policy : MatchPolicy.values()) {
            reference.put(policy, new TreeMap<>());
        }
        for (int step = 0; step < 4_000; step++) {
            MatchPolicy policy = MatchPolicy.values()[random.nextInt(3)];
            String pattern = pattern(random, policy);
            if (random.nextInt(5) < 3) {
                String value = policy + " " + pattern;
                assertThat(index.put(pattern, policy, value))
                        .isEqualTo(under(reference, policy).put(pattern, value));
            } else {
                assertThat(index.remove(pattern, policy))
                        .isEqualTo(under(reference, policy).remove(pattern));
            }
            String uri = uri(random);
            List<String> expected = plainSearch(reference, uri);
            assertThat(matches(uri)).as("seed %s, step %s, %s", seed, step, uri).containsExactlyElementsOf(expected);
            assertThat(index.bestMatch(uri)).isEqualTo(plainBest(expected, uri));
        }
        for (MatchPolicy policy : MatchPolicy.values()) {
            List<String> listed = new ArrayList<>();
            index.forEach(policy, listed::add);
            assertThat(listed)
                    .containsExactlyInAnyOrderElementsOf(
                            under(reference, policy).values());
            under(reference, policy).keySet().forEach(pattern -> index.remove(pattern, policy));
        }
        assertThat(index.isEmpty()).isTrue();
    }

    private static Map<String, String> under(Map<MatchPolicy, Map<String, String>> reference, MatchPolicy policy) {
        return Objects.requireNonNull(reference.get(policy));
    }

    private static String pattern(Random random, MatchPolicy policy) {
        String uri = uri(random);
        return switch (policy) {
            case EXACT -> uri;
            case PREFIX -> uri.substring(0, random.nextInt(uri.length() + 1));
            case WILDCARD -> {
                String[] components = uri.split("\\.");
                for (int i = 0; i < components.length; i++) {
                    if (random.nextInt(3) == 0) {
                        components[i] = "";
                    }
                }
                yield String.join(".", components);
            }
        };
    }

    private static String uri(Random random) {
        int length = 1 + random.nextInt(4);
        List<String> components = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            components.add(List.of("a", "b", "ab", "abc", "bé").get(random.nextInt(5)));
        }
        return String.join(".", components);
    }

    /**
     * Returns all matches: the exact entry, then prefixes from short to long, then wildcards by the positions of their
     * gaps, those with later gaps first.
     */
    private static List<String> plainSearch(Map<MatchPolicy, Map<String, String>> reference, String uri) {
        List<String> found = new ArrayList<>();
        String exact = under(reference, MatchPolicy.EXACT).get(uri);
        if (exact != null) {
            found.add(exact);
        }
        under(reference, MatchPolicy.PREFIX).entrySet().stream()
                .filter(entry -> uri.startsWith(entry.getKey()))
                .sorted((one, other) ->
                        Integer.compare(one.getKey().length(), other.getKey().length()))
                .forEach(entry -> found.add(entry.getValue()));
        under(reference, MatchPolicy.WILDCARD).entrySet().stream()
                .filter(entry -> isWildcardMatch(entry.getKey(), uri))
                .sorted((one, other) -> gaps(one.getKey()).compareTo(gaps(other.getKey())))
                .forEach(entry -> found.add(entry.getValue()));
        return found;
    }

    private static @Nullable String plainBest(List<String> matches, String uri) {
        if (matches.isEmpty() || matches.get(0).startsWith("EXACT")) {
            return matches.isEmpty() ? null : matches.get(0);
        }
        List<String> prefixes =
                matches.stream().filter(match -> match.startsWith("PREFIX")).toList();
        boolean whole = prefixes.stream().anyMatch(prefix -> endsWithComponent(prefix.substring(7), uri));
        return prefixes.isEmpty() || (!whole && prefixes.size() < matches.size())
                ? matches.get(prefixes.size())
                : prefixes.get(prefixes.size() - 1);
    }

    private static boolean endsWithComponent(String prefix, String uri) {
        return prefix.isEmpty() || prefix.endsWith(".") || (uri + ".").startsWith(prefix + ".");
    }

    private static boolean isWildcardMatch(String pattern, String uri) {
        String[] wanted = pattern.split("\\.", -1);
        String[] given = uri.split("\\.", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].isEmpty() && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns 0 for each literal and 1 for each gap. In alphabetical order, the pattern whose first gap is farthest
     * right comes first.
     */
    private static String gaps(String pattern) {
        StringBuilder gaps = new StringBuilder();
        Arrays.stream(pattern.split("\\.", -1)).forEach(component -> gaps.append(component.isEmpty() ? '1' : '0'));
        return gaps.toString();
    }

    @Test
    void patternsThatDoNotMatchCostAlmostNothing() {
        for (int i = 0; i < 5_000; i++) {
            put("com.noise" + i + ".", MatchPolicy.PREFIX);
            put("com..noise" + i, MatchPolicy.WILDCARD);
        }
        put("com.app.", MatchPolicy.PREFIX);

        long perSearch = nanosOfManySearches("com.app.topic");

        // A walk over all patterns would take tens of microseconds. The limit leaves room for a slow machine.
        assertThat(matches("com.app.topic")).containsExactly("PREFIX com.app.");
        assertThat(perSearch).isLessThan(10_000);
    }

    private long nanosOfManySearches(String uri) {
        long best = Long.MAX_VALUE;
        int[] found = new int[1];
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                index.forEachMatch(uri, ignored -> found[0]++);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1_000);
        }
        assertThat(found[0]).isPositive();
        return best;
    }

    @Test
    void readersAlwaysFindEntriesThatDoNotChange() throws InterruptedException {
        put("com.app.stable", MatchPolicy.PREFIX);
        put("com..stable", MatchPolicy.WILDCARD);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                while (!done.get()) {
                    assertThat(matches("com.app.stable")).contains("PREFIX com.app.stable", "WILDCARD com..stable");
                }
            } catch (Throwable t) {
                failure.set(t);
            }
        });
        reader.start();
        Random random = new Random(42);
        String[] near = {"com", "com.app", "com.app.s", "com.app.stable1", "com.apq", "com.app.stab", "c"};
        String[] gaps = {"com.app.", "..", "com..", ".app.stable", "com..stable.", "..stable"};
        for (int i = 0; i < 200_000 && failure.get() == null; i++) {
            String prefix = near[random.nextInt(near.length)];
            String wildcard = gaps[random.nextInt(gaps.length)];
            if (random.nextBoolean()) {
                put(prefix, MatchPolicy.PREFIX);
                put(wildcard, MatchPolicy.WILDCARD);
            } else {
                index.remove(prefix, MatchPolicy.PREFIX);
                index.remove(wildcard, MatchPolicy.WILDCARD);
            }
        }
        done.set(true);
        reader.join();
        assertThat(failure.get()).isNull();
    }
}
