package io.aerostat.test.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that docs/testing.md shows exactly the classes of this package. */
class TestingGuideTest {
    private static final Path SOURCES = Path.of("src/test/java/io/aerostat/test/guide");

    @ParameterizedTest
    @ValueSource(strings = {"GreeterTest", "ShopTest", "OrderTest", "OpenShop"})
    void theGuideShowsTheWholeFile(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file + ".java"));

        assertThat(normalized(Files.readString(Path.of("../docs/testing.md"))))
                .contains(normalized("```java\n" + source.substring(source.indexOf("import ")) + "```\n"));
    }

    @Test
    void theProgramRuns() {
        assertThatCode(OpenShop::main).doesNotThrowAnyException();
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

    /** Removes white space, because the guide and the tests break lines at different places. */
    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
