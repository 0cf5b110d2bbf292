package io.aerostat.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that {@code docs/api} lists exactly the present API, so that the diff of a commit shows a change of the API.
 */
class ApiListingTest {
    private static final boolean UPDATE = Boolean.getBoolean("api.update");

    @ParameterizedTest
    @EnumSource
    void theApiEqualsItsListing(ApiModule module) throws Exception {
        String actual = ApiListing.of(module);
        if (UPDATE) {
            Files.createDirectories(module.listing().getParent());
            Files.writeString(module.listing(), actual);
        }
        String listed = Files.exists(module.listing()) ? Files.readString(module.listing()) : "";

        assertThat(difference(listed, actual))
                .as("API that changed; if it should have, run ./scripts/api.sh and commit %s", module.listing())
                .isEmpty();
    }

    /** A module without a listing would change its API unseen. */
    @Test
    void everyPublishedModuleHasAListing() throws Exception {
        List<String> published;
        try (Stream<Path> folders = Files.list(ApiModule.PROJECT)) {
            published = folders.filter(ApiListingTest::isPublished)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }

        assertThat(Stream.of(ApiModule.values()).map(ApiModule::folder)).containsExactlyInAnyOrderElementsOf(published);
    }

    private static boolean isPublished(Path folder) {
        Path pom = folder.resolve("pom.xml");
        try {
            return Files.exists(folder.resolve("src/main/java/module-info.java"))
                    && Files.readString(pom).contains("<maven.deploy.skip>false");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines that only one of the two texts has, each with the type to which it belongs. */
    private static List<String> difference(String listed, String actual) {
        Set<String> before = addressed(listed);
        Set<String> after = addressed(actual);
        return Stream.concat(
                        before.stream().filter(line -> !after.contains(line)).map(line -> "- " + line),
                        after.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line))
                .toList();
    }

    /** Returns the lines of a listing. The line of a member also has its package and its enclosing types. */
    private static Set<String> addressed(String listing) {
        Set<String> lines = new LinkedHashSet<>();
        List<String> around = new ArrayList<>();
        for (String line : listing.split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            int depth = line.startsWith("package ")
                    ? 0
                    : 1 + (line.length() - line.stripLeading().length()) / 4;
            while (around.size() > depth) {
                around.remove(around.size() - 1);
            }
            around.add(shortened(line.strip()));
            lines.add(String.join(" / ", around.subList(0, depth)) + (depth == 0 ? "" : ": ") + line.strip());
        }
        return lines;
    }

    /** Returns the part of a declaration that identifies it. */
    private static String shortened(String declaration) {
        return declaration.replaceFirst("(?:package|.*?\\b(?:class|interface|enum|record)) ([\\w.]+).*", "$1");
    }
}
