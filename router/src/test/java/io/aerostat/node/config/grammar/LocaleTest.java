package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.grammar.value.JsonText;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.config.reading.SystemCharsets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text that must be passed to the operating system is a problem of the file if the locale lacks one of its
 * characters. All other texts may have any character.
 */
class LocaleTest {
    private static final String ROUTER = """
            {"version": 2, "workers": [{"type": "router", "transports": [{"type": "web",
              "endpoint": {"type": "tcp", "port": 8080}, "paths": {"/": {"type": "static", "directory": "%s"}}}]}]}""";

    private static final String GUEST = """
            {"version": 2, "workers": [{"type": "guest", "executable": "sh", "options": {"env": {"vars": {"%s": "%s"}}},
              "arguments": ["%s"]}]}""";

    @Test
    @Conformance("P13")
    void aFolderThatTheLocaleCannotSpellIsAProblemWithARemedy() {
        ConfigurationFile file = read(ROUTER.formatted("ünter"), StandardCharsets.US_ASCII, StandardCharsets.US_ASCII);

        assertThat(file.problemLines())
                .singleElement()
                .asString()
                .startsWith("file:2:93: workers[0].transports[0].paths[\"/\"].directory: found \"ünter\" (expected ")
                .contains("US-ASCII", "LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @Conformance("P13")
    @ValueSource(strings = {"ü|a|a", "A|ü|a", "A|a|grün"})
    void whatAGuestIsGivenIsNeverSpelledDifferently(String guest) {
        Object[] parts = guest.split("\\|");

        ConfigurationFile inAscii = read(GUEST.formatted(parts), StandardCharsets.UTF_8, StandardCharsets.US_ASCII);
        ConfigurationFile inUtf8 = read(GUEST.formatted(parts), StandardCharsets.US_ASCII, StandardCharsets.UTF_8);

        assertThat(inAscii.problemLines()).singleElement().asString().contains("US-ASCII");
        assertThat(inUtf8.problemLines()).isEmpty();
    }

    @Test
    void aVariableIsASecretInItsProblemToo() {
        ConfigurationFile file =
                read(GUEST.formatted("A", "grün", "a"), StandardCharsets.US_ASCII, StandardCharsets.US_ASCII);

        assertThat(file.problemLines()).singleElement().asString().doesNotContain("grün");
    }

    @Test
    void aVariableThatTheLocaleCannotReadIsAProblem() {
        String text = GUEST.formatted("A", "${DAMAGED}", "a");

        assertThat(read(text, StandardCharsets.US_ASCII, StandardCharsets.UTF_8).problemLines())
                .singleElement()
                .asString()
                .contains("environment variable DAMAGED cannot be read", "LC_ALL=C.UTF-8");
        assertThat(read(text, StandardCharsets.UTF_8, StandardCharsets.UTF_8).problemLines())
                .isEmpty();
    }

    @Test
    void halfASurrogatePairIsSpelledInJson() {
        assertThat(JsonText.of("\ud800 ü 🎈")).isEqualTo("\"\\ud800 ü 🎈\"");
    }

    private static ConfigurationFile read(String text, Charset paths, Charset arguments) {
        return ConfigurationFile.read(
                "file",
                text,
                new Surroundings(
                        Path.of("src/test/resources"),
                        variable -> variable.equals("DAMAGED") ? Optional.of("gr\uFFFDn") : Optional.empty(),
                        new SystemCharsets(paths, arguments)));
    }
}
