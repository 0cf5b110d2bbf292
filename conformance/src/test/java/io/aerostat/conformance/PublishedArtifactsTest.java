package io.aerostat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the POMs of the artifacts that others depend on. */
class PublishedArtifactsTest {
    /** The project's folder: tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..");

    private static final String BOM = "aerostat-bom";
    private static final Pattern MANAGED = Pattern.compile("<artifactId>([^<]+)</artifactId>\\s+<version>\\$");
    private static final Pattern OWN = Pattern.compile(
            "<groupId>io\\.aerostat</groupId>\\s+<artifactId>([^<]+)</artifactId>\\s+<version>[^<]+</version>"
                    + "(?!\\s+<scope>test)");

    @Test
    void theBomListsThePublishedArtifacts() throws IOException {
        String bom = pom(ROOT.resolve("bom"));
        Set<String> listed = MANAGED.matcher(bom.substring(0, bom.indexOf("</dependencyManagement>")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> published = new TreeSet<>();
        for (Path module : published()) {
            published.add(artifact(module));
        }
        published.remove(BOM);
        assertThat(listed).isEqualTo(published);
    }

    @Test
    void aPublishedArtifactDependsOnPublishedArtifactsOnly() throws IOException {
        Set<String> published = new TreeSet<>();
        for (Path module : published()) {
            published.add(artifact(module));
        }
        for (Path module : published()) {
            String pom = pom(module);
            Set<String> used = OWN.matcher(pom.substring(pom.indexOf("</parent>")))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(published).as("dependencies of %s", module).containsAll(used);
        }
    }

    @Test
    void aPublishedArtifactHasANameAndADescription() throws IOException {
        for (Path module : published()) {
            assertThat(pom(module)).as("pom of %s", module).contains("  <name>", "  <description>");
        }
    }

    private static List<Path> published() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> read(folder).contains("<maven.deploy.skip>false"))
                    .toList();
        }
    }

    private static String artifact(Path module) throws IOException {
        Matcher artifact = Pattern.compile("</parent>\\s+<artifactId>([^<]+)<").matcher(pom(module));
        assertThat(artifact.find()).isTrue();
        return artifact.group(1);
    }

    private static String read(Path module) {
        try {
            return pom(module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pom(Path module) throws IOException {
        return Files.readString(module.resolve("pom.xml"));
    }
}
