package io.aerostat.protocol.uri;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriCheckTest {
    /**
     * URI-1 to URI-3: the columns say whether a text is a URI, a prefix and a wildcard pattern, first by the loose and
     * then by the strict rules.
     */
    @ParameterizedTest
    @Conformance({"URI-1", "URI-2", "URI-3"})
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "com.app.topic, true, true, true, true, true, true",
                "com, true, true, true, true, true, true",
                "com.my_app2.x, true, true, true, true, true, true",
                "``, false, true, true, false, true, true",
                ".a, false, false, true, false, false, true",
                "a., false, true, true, false, true, true",
                "com.app., false, true, true, false, true, true",
                "a..b, false, false, true, false, false, true",
                "a.b.., false, false, true, false, false, true",
                "., false, false, true, false, false, true",
                ".., false, false, true, false, false, true",
                "`a b`, false, false, false, false, false, false",
                "`a. .b`, false, false, false, false, false, false",
                "a#b, false, false, false, false, false, false",
                "#, false, false, false, false, false, false",
                "Ä.é, true, true, true, false, false, false",
                "com.App, true, true, true, false, false, false",
                "com.app-1, true, true, true, false, false, false",
                "com.app/x?y=z, true, true, true, false, false, false",
                "\ud83c\udf88.pop, true, true, true, false, false, false",
            })
    void urisAreCheckedByTheStrictAndTheLooseGrammar(
            String text,
            boolean uri,
            boolean prefix,
            boolean wildcard,
            boolean strictUri,
            boolean strictPrefix,
            boolean strictWildcard) {
        assertThat(UriCheck.LOOSE.isUri(text)).isEqualTo(uri);
        assertThat(UriCheck.LOOSE.isPattern(text, MatchPolicy.EXACT)).isEqualTo(uri);
        assertThat(UriCheck.LOOSE.isPattern(text, MatchPolicy.PREFIX)).isEqualTo(prefix);
        assertThat(UriCheck.LOOSE.isPattern(text, MatchPolicy.WILDCARD)).isEqualTo(wildcard);
        assertThat(UriCheck.STRICT.isUri(text)).isEqualTo(strictUri);
        assertThat(UriCheck.STRICT.isPattern(text, MatchPolicy.PREFIX)).isEqualTo(strictPrefix);
        assertThat(UriCheck.STRICT.isPattern(text, MatchPolicy.WILDCARD)).isEqualTo(strictWildcard);
    }

    @ParameterizedTest
    @Conformance({"URI-4"})
    @ValueSource(
            strings = {
                " ", "\t", "\n", "\u000b", "\f", "\r", "\u0085", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029",
                "\u202f", "\u205f", "\u3000"
            })
    void whiteSpaceOfUnicodeIsAllowedNowhere(String space) {
        for (String text : new String[] {space, "a" + space, space + "a", "a" + space + "b", "a.b" + space + ".c"}) {
            for (MatchPolicy match : MatchPolicy.values()) {
                assertThat(UriCheck.LOOSE.isPattern(text, match)).isFalse();
                assertThat(UriCheck.STRICT.isPattern(text, match)).isFalse();
            }
        }
    }

    /** URI-4: the check uses no recursion and no backtracking. */
    @Test
    @Conformance({"URI-4"})
    void aUriOfAMegabyteIsChecked() {
        String uri = "component.".repeat(100_000) + "end";

        assertThat(UriCheck.LOOSE.isUri(uri)).isTrue();
        assertThat(UriCheck.STRICT.isUri(uri)).isTrue();
        assertThat(UriCheck.STRICT.isUri(uri + "\n")).isFalse();
    }

    /**
     * Compares the scanner with the regular expressions of the specification, for every text of up to five of these
     * characters.
     */
    @Test
    @Conformance({"URI-1", "URI-2", "URI-3"})
    void theScannerAgreesWithTheExpressions() {
        Pattern loose = Pattern.compile("([^\\s.#]+\\.)*([^\\s.#]+)", Pattern.UNICODE_CHARACTER_CLASS);
        Pattern loosePrefix = Pattern.compile("([^\\s.#]+\\.)*([^\\s.#]*)", Pattern.UNICODE_CHARACTER_CLASS);
        Pattern looseWildcard = Pattern.compile("(([^\\s.#]+\\.)|\\.)*([^\\s.#]+)?", Pattern.UNICODE_CHARACTER_CLASS);
        Pattern strict = Pattern.compile("([0-9a-z_]+\\.)*([0-9a-z_]+)");
        Pattern strictWildcard = Pattern.compile("(([0-9a-z_]+\\.)|\\.)*([0-9a-z_]+)?");
        String characters = "a.#_A é";
        int count = (int) Math.pow(characters.length(), 5);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int rest = i; rest > 0; rest /= characters.length()) {
                text.append(characters.charAt(rest % characters.length()));
            }
            String uri = text.toString();
            assertThat(UriCheck.LOOSE.isUri(uri))
                    .as(uri)
                    .isEqualTo(loose.matcher(uri).matches());
            assertThat(UriCheck.LOOSE.isPattern(uri, MatchPolicy.PREFIX))
                    .as(uri)
                    .isEqualTo(loosePrefix.matcher(uri).matches());
            assertThat(UriCheck.LOOSE.isPattern(uri, MatchPolicy.WILDCARD))
                    .as(uri)
                    .isEqualTo(looseWildcard.matcher(uri).matches());
            assertThat(UriCheck.STRICT.isUri(uri))
                    .as(uri)
                    .isEqualTo(strict.matcher(uri).matches());
            assertThat(UriCheck.STRICT.isPattern(uri, MatchPolicy.WILDCARD))
                    .as(uri)
                    .isEqualTo(strictWildcard.matcher(uri).matches());
        }
    }

    /** PBR-1, PBS-1: each row has a match policy, a pattern, a URI, and whether the pattern matches the URI. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "EXACT, com.app, com.app, true",
                "EXACT, com.app, com.app.x, false",
                "PREFIX, com.app, com.app, true",
                "PREFIX, com.app, com.apple.x, true",
                "PREFIX, com.app., com.app, false",
                "PREFIX, ``, anything, true",
                "WILDCARD, com..x, com.app.x, true",
                "WILDCARD, com..x, com.app.y, false",
                "WILDCARD, com..x, com.app.b.x, false",
                "WILDCARD, com..x, com.x, false",
                "WILDCARD, com.app.x, com.app.x, true",
                "WILDCARD, .., a.b.c, true",
                "WILDCARD, .., a.b, false",
                "WILDCARD, .., a.b.c.d, false",
                "WILDCARD, com., com.app, true",
                "WILDCARD, com., com.app.x, false",
                "WILDCARD, .app, com.app, true",
                "WILDCARD, .app, com.apple, false",
                "WILDCARD, ``, com, true",
                "WILDCARD, ``, com.app, false",
            })
    void aPatternMatches(MatchPolicy match, String pattern, String uri, boolean matches) {
        assertThat(match.matches(pattern, uri)).isEqualTo(matches);
    }

    @ParameterizedTest
    @Conformance({"URI-5", "A-29"})
    @CsvSource({
        "wamp, true",
        "wamp.session.count, true",
        "wamp., true",
        "wampum.x, false",
        "wam, false",
        "com.wamp, false",
        "Wamp.x, false"
    })
    void theFirstComponentWampIsReserved(String uri, boolean reserved) {
        assertThat(ReservedUris.isReserved(uri)).isEqualTo(reserved);
    }

    @ParameterizedTest
    @CsvSource({
        "aerostat.node.status, true",
        "aerostat.node., true",
        "aerostat.node, false",
        "aerostat.nodes.x, false",
        "com.aerostat.node.x, false"
    })
    void proceduresOfANodeHaveTheirNamespace(String uri, boolean isOfNode) {
        assertThat(ReservedUris.isOfNode(uri)).isEqualTo(isOfNode);
    }
}
