package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that every configuration in the distribution and the repository is valid. */
class ShippedConfigurationsTest {
    private static final Path CONFIG = Path.of("../config");
    private static final Map<String, String> VARIABLES = Map.of(
            "SERVICE_TICKET", "secret",
            "WEBSOCKET_PORT", "0",
            "BRIDGE_SECRET", "secret",
            "BROKER_PASSWORD", "secret",
            "JOE_TICKET", "secret",
            "GITHUB_SECRET", "secret");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve("examples"))) {
            List<Path> examples =
                    files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(examples).isNotEmpty();
            return examples.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoads(Path example) throws IOException {
        assertLoads(example, CONFIG.resolve("examples"));
    }

    /**
     * Uses a separate folder, because the page's libraries are copied into the project's folder only when the project
     * is packaged.
     */
    @Test
    void theBalloonExampleLoads(@TempDir Path project) throws IOException {
        Files.createDirectories(project.resolve("config"));
        Files.createDirectories(project.resolve("web/page/shared"));

        assertLoads(CONFIG.resolve("config.json"), project.resolve("config"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "three"})
    void theExampleOfAClusterLoads(String node, @TempDir Path project) throws IOException {
        Path folder = Files.createDirectories(project.resolve("config/examples/cluster"));
        Files.createDirectories(project.resolve("web/page/shared"));

        assertLoads(CONFIG.resolve("examples/cluster/" + node + ".json"), folder);
    }

    private static void assertLoads(Path file, Path folder) throws IOException {
        Surroundings surroundings = new Surroundings(folder, variable -> Optional.ofNullable(VARIABLES.get(variable)));
        ConfigurationFile read =
                ConfigurationFile.read(file.getFileName().toString(), Files.readString(file), surroundings);
        assertThat(read.problemLines()).isEmpty();
        assertThat(read.noticeLines()).isEmpty();
        assertThat(read.configuration()).isPresent();
    }
}
