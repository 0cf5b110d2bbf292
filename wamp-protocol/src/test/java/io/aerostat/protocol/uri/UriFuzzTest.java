package io.aerostat.protocol.uri;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;

/**
 * Targets for the coverage-guided fuzzer (see CONTRIBUTING): compares the URI checks with the grammars of the
 * specification (URI-1 to URI-4).
 */
class UriFuzzTest {
    private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;
    /** The white space of Unicode, and the no-break spaces, which a URI must not contain either. */
    private static final String SPACE = "\\s\\u00a0\\u2007\\u202f";

    private static final String COMPONENT = "[^" + SPACE + "\\.#]";
    private static final Pattern LOOSE = Pattern.compile("(" + COMPONENT + "+\\.)*(" + COMPONENT + "+)", FLAGS);
    private static final Pattern LOOSE_EMPTY =
            Pattern.compile("((" + COMPONENT + "+\\.)|\\.)*(" + COMPONENT + "+)?", FLAGS);
    private static final Pattern LOOSE_PREFIX = Pattern.compile("(" + COMPONENT + "+\\.)*(" + COMPONENT + "*)", FLAGS);
    private static final Pattern STRICT = Pattern.compile("([0-9a-z_]+\\.)*([0-9a-z_]+)");
    private static final Pattern STRICT_EMPTY = Pattern.compile("(([0-9a-z_]+\\.)|\\.)*([0-9a-z_]+)?");
    private static final Pattern STRICT_PREFIX = Pattern.compile("([0-9a-z_]+\\.)*([0-9a-z_]*)");

    /**
     * The longest input for the regular expressions of the specification, which overflow the stack on long input; the
     * scanner does not.
     */
    private static final int LONGEST_FOR_EXPRESSIONS = 300;

    @FuzzTest(maxDuration = "60s", maxExecutions = 1_650_000)
    void grammars(byte[] bytes) {
        String uri = new String(bytes, UTF_8);
        boolean loose = UriCheck.LOOSE.isUri(uri);
        boolean strict = UriCheck.STRICT.isUri(uri);
        if (uri.length() > LONGEST_FOR_EXPRESSIONS) {
            assertThat(loose || !strict).isTrue();
            return;
        }
        assertThat(loose).isEqualTo(LOOSE.matcher(uri).matches());
        assertThat(strict).isEqualTo(STRICT.matcher(uri).matches());
        assertThat(UriCheck.LOOSE.isPattern(uri, MatchPolicy.WILDCARD))
                .isEqualTo(LOOSE_EMPTY.matcher(uri).matches());
        assertThat(UriCheck.STRICT.isPattern(uri, MatchPolicy.WILDCARD))
                .isEqualTo(STRICT_EMPTY.matcher(uri).matches());
        assertThat(UriCheck.LOOSE.isPattern(uri, MatchPolicy.PREFIX))
                .isEqualTo(LOOSE_PREFIX.matcher(uri).matches());
        assertThat(UriCheck.STRICT.isPattern(uri, MatchPolicy.PREFIX))
                .isEqualTo(STRICT_PREFIX.matcher(uri).matches());
    }

    /** The first line is a pattern, and the second line a URI. */
    @FuzzTest(maxDuration = "60s", maxExecutions = 12_000_000)
    void wildcards(byte[] bytes) {
        String[] lines = new String(bytes, UTF_8).split("\n", 2);
        String pattern = lines[0];
        String uri = lines.length > 1 ? lines[1] : "";
        if (!UriCheck.LOOSE.isPattern(pattern, MatchPolicy.WILDCARD) || !UriCheck.LOOSE.isUri(uri)) {
            return;
        }
        String[] wanted = pattern.split("\\.", -1);
        String[] found = uri.split("\\.", -1);
        boolean expected = wanted.length == found.length;
        for (int i = 0; expected && i < wanted.length; i++) {
            expected = wanted[i].isEmpty() || wanted[i].equals(found[i]);
        }
        assertThat(MatchPolicy.WILDCARD.matches(pattern, uri)).isEqualTo(expected);
    }
}
