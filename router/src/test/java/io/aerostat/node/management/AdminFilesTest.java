package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests that the files which the admin page loads exist. */
class AdminFilesTest {
    private static final Pattern LINK = Pattern.compile("<(?:link|script) [^>]*(?:href|src)=\"([^\"]+)\"");

    private final AdminFiles files = new AdminFiles("realm1");

    @Test
    void thePageHasAnIconAndAllItsFiles() {
        String page = new String(files.file("index.html").orElseThrow(), StandardCharsets.UTF_8);

        // The build copies the files of the folder lib into the jar.
        List<String> names = LINK.matcher(page)
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(name -> !name.startsWith("lib/"))
                .toList();

        assertThat(page).contains("<link rel=\"icon\" href=\"icon.svg\"");
        assertThat(names)
                .contains("icon.svg", "admin.css", "js/main.js")
                .allSatisfy(name -> assertThat(files.file(name)).isPresent());
    }
}
