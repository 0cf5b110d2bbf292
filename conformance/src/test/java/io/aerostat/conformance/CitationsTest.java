package io.aerostat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a reader of the repository can open everything that a comment, a script or a page cites. */
class CitationsTest {
    /** The project's folder: tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    @BeforeEach
    void aSmallRepository() throws IOException {
        write("docs/adr/0003-colours.md", "# 3. Colours\n");
        write("docs/reference/lamps.md", "# Lamps\n\n## Red & *green* lamps\n\n## Off\n\n## Off\n");
        write("src/Lamp.java", "final class Lamp {}\n");
    }

    @Test
    void everyCitationLeadsSomewhere() {
        assertThat(problems(ROOT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(CAN-5)",
                "(CAN-1 to CAN-4; P7)",
                "UTF-8 and SHA-256",
                "docs/adr/0003",
                "decision 3",
                "docs/reference/lamps.md",
                "docs/reference/lamps.md#red--green-lamps",
                "docs/reference/lamps.md#off-1",
                "RFC 6455 §5.2, §5.4",
                "the specification, §2"
            })
    void whatExistsMayBeCited(String citation) throws IOException {
        write("src/Switch.java", "/** Switches a lamp " + citation + ". */\n");

        assertThat(problems(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(CAN-99)                          | item",
                "(CNA-5)                           | item",
                "(P99)                             | item",
                "docs/adr/0099                     | decision",
                "see ADR 12                        | decision",
                "docs/reference/candles.md         | page",
                "docs/reference/lamps.md#blue      | heading",
                "checklist §7.2                    | section",
                "RFC 6455, but also checklist §7.2 | section",
                "../shared/lamps                   | outside",
                "issue 2                           | outside"
            })
    void whatDoesNotExistIsFound(String citation, String complaint) throws IOException {
        write("src/Switch.java", "final class Switch {}\n\n// Because of " + citation + ".\n");

        assertThat(problems(folder))
                .singleElement()
                .asString()
                .startsWith("src/Switch.java:3: cites ")
                .contains(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"candles.md", "lamps.md#blue", "#lamp", "../../README.md"})
    void aLinkThatLeadsNowhereIsFound(String link) throws IOException {
        write(
                "docs/reference/README.md",
                "# Reference\n\nSee [lamps](lamps.md#off), [us](https://example.com) and `[x](y)`.\n");
        assertThat(problems(folder)).isEmpty();

        write("docs/reference/README.md", "# Reference\n\nSee [there](" + link + ").\n");

        assertThat(problems(folder))
                .singleElement()
                .asString()
                .startsWith("docs/reference/README.md:3: cites ")
                .endsWith(link);
    }

    @Test
    void aClassThatTheDesignNamesExists() throws IOException {
        write("docs/design.md", "# Design\n\nA `Lamp`, its `Lamp.on()`, and a `CALL`.\n");
        assertThat(problems(folder)).isEmpty();

        write("docs/design.md", "# Design\n\nA `Lamp` and a `Candle`.\n");

        assertThat(problems(folder)).singleElement().asString().endsWith("a class that does not exist: Candle");
    }

    @Test
    void everyDecisionHasAStatusAndIsInTheIndex() {
        Repository repository = new Repository(ROOT);
        String index = String.join("\n", repository.files().get(repository.resolve("docs/adr/README.md")));

        assertThat(repository.files("md").entrySet())
                .filteredOn(page -> page.getKey().getParent().endsWith("adr"))
                .filteredOn(page -> !page.getKey().endsWith("README.md"))
                .isNotEmpty()
                .allSatisfy(page -> {
                    assertThat(index).contains("(" + page.getKey().getFileName() + ") | ");
                    assertThat(page.getValue()).anyMatch(line -> line.startsWith("Status: "));
                });
    }

    private static List<String> problems(Path root) {
        return Citations.problems(new Repository(root), Catalogue.load());
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
