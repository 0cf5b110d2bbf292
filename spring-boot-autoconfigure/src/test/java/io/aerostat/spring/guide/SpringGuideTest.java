package io.aerostat.spring.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that docs/spring-boot.md and docs/migrating-java.md show exactly the code of this package. */
class SpringGuideTest {
    private static final Path SOURCES = Path.of("src/test/java/io/aerostat/spring/guide");
    private static final Pattern EXAMPLE = Pattern.compile("// example\\n(.*?)// end", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"shop/ShopApplication", "shop/Shop", "shop/ShopTest", "Balloons", "Customizers"})
    void theGuideShowsTheWholeFile(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file + ".java"))
                .replaceAll("io\\.aerostat\\.spring\\.guide(\\.shop)?", "com.example");

        assertThat(normalized(Files.readString(Path.of("../docs/spring-boot.md"))))
                .contains(normalized("```java\n" + source + "```\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration/Application", "migration/Quotes"})
    void thePageAboutMovingShowsTheExample(String file) throws IOException {
        assertShown(file, "../docs/migrating-java.md");
    }

    private static void assertShown(String file, String page) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(SOURCES.resolve(file + ".java")));
        assertThat(example.find()).isTrue();

        assertThat(normalized(Files.readString(Path.of(page)))).contains(normalized(example.group(1)));
    }

    /** Removes white space, because the guide and the tests break lines at different places. */
    private static String normalized(String code) {
        return code.replaceAll("\\s+", "");
    }
}
