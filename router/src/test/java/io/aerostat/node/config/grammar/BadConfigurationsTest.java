package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each configuration in {@code bad/} has exactly the problems that the {@code .expected} file of the same name lists.
 * Run with {@code -Dexpectations=write} to rewrite the {@code .expected} files, and then review the changes.
 */
class BadConfigurationsTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");
    private static final Map<String, String> VARIABLES = Map.of("NOT_A_PORT", "eighty");

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @Conformance("P13")
    @MethodSource("names")
    void allProblemsAreReportedAtOnce(String name) throws IOException {
        Surroundings surroundings = new Surroundings(FOLDER, variable -> Optional.ofNullable(VARIABLES.get(variable)));

        ConfigurationFile file = ConfigurationFile.read(name, Files.readString(FOLDER.resolve(name)), surroundings);

        assertThat(file.configuration()).isEmpty();
        String here = FOLDER.toAbsolutePath().toString();
        List<String> lines = file.problemLines().stream()
                .map(line -> line.replace(here, "…"))
                .toList();
        Path expected = FOLDER.resolve(name.replace(".json", ".expected"));
        if ("write".equals(System.getProperty("expectations"))) {
            Files.write(expected, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(expected)).isNotEmpty();
    }
}
