package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Checks the information about third-party libraries that router.jar contains. */
class ThirdPartyIT {

    @Test
    void everyLibraryIsNamedWithItsLicence() throws IOException {
        try (JarFile jar = new JarFile(Surroundings.routerJar().toFile())) {
            String libraries = text(jar, "META-INF/THIRD-PARTY.txt");
            List<String> packages = libraries
                    .lines()
                    .filter(line -> Stream.of("Apache-2.0", "MIT", "BSD-2-Clause", "EPL-2.0 [1]", "MPL-2.0 [2]")
                            .anyMatch(line::contains))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace('.', '/') + "/")
                    .toList();

            assertThat(packages).hasSize(21);
            assertThat(libraries).doesNotContain("${");
            assertThat(jar.stream().map(ZipEntry::getName).map(ThirdPartyIT::withoutVersion))
                    .filteredOn(name -> name.endsWith(".class"))
                    .allSatisfy(name -> assertThat(name.startsWith("io/aerostat/")
                                    || packages.stream().anyMatch(name::startsWith))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void theTextsThatLibrariesBringAreKeptForEachOfThem() throws IOException {
        try (JarFile jar = new JarFile(Surroundings.routerJar().toFile())) {
            assertThat(text(jar, "META-INF/licenses/slf4j-api/LICENSE.txt")).contains("QOS.ch");
            assertThat(text(jar, "META-INF/licenses/bcprov-jdk18on/LICENSE.md")).contains("Bouncy Castle");
            assertThat(text(jar, "META-INF/licenses/jackson-core/NOTICE")).contains("Jackson");
            assertThat(text(jar, "META-INF/licenses/logback/EPL-2.0.md")).contains("Eclipse Public License - v 2.0");
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    /** Removes the folder of a Java version, which a multi-release jar can have, from the name of a class. */
    private static String withoutVersion(String name) {
        return name.replaceFirst("^META-INF/versions/\\d+/", "");
    }

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
