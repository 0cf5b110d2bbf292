package io.aerostat.test.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that docs/testing.md shows exactly the code of the tests in this package. */
class TestingGuideTest {
    private static final Path SOURCES = Path.of("src/test/java/io/aerostat/test/guide");
    private static final Pattern EXAMPLE = Pattern.compile("// example\\n(.*?)// end", Pattern.DOTALL);

    @Test
    void theGuideShowsTheFirstTest() throws IOException {
        String source = Files.readString(SOURCES.resolve("GreeterTest.java"));

        assertThat(guide()).contains(normalized(source.substring(source.indexOf("import "))));
    }

    @Test
    void theGuideShowsTheExamples() throws IOException {
        String source = Files.readString(SOURCES.resolve("ShopTest.java"));
        List<String> examples = EXAMPLE.matcher(source)
                .results()
                .map(TestingGuideTest::normalized)
                .toList();

        assertThat(examples).hasSize(5);
        assertThat(guide()).contains(examples);
    }

    /** The project of the quickstart is one that scripts/consumers.sh builds. */
    @Test
    void theQuickstartShowsTheConsumer() throws IOException {
        Path consumer = Path.of("../acceptance/consumers/maven");
        assertThat(Files.readString(Path.of("../docs/quickstart-java.md")))
                .contains(
                        Files.readString(consumer.resolve("pom.xml")),
                        Files.readString(consumer.resolve("src/main/java/com/example/Greeter.java")),
                        Files.readString(consumer.resolve("src/test/java/com/example/GreeterTest.java")));
    }

    private static String guide() throws IOException {
        return normalized(Files.readString(Path.of("../docs/testing.md")));
    }

    private static String normalized(MatchResult example) {
        return normalized(example.group(1));
    }

    /** Removes white space, because the guide and the tests break lines at different places. */
    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
