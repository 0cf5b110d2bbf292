package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.GuestWorker;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/** Checks that each configuration in {@code config/examples/crossbar} is right, and that its routers start. */
@Timeout(180)
class CrossbarExamplesTest {
    private static final Path EXAMPLES = Path.of("../config/examples");
    private static final Path ARCHIVE = EXAMPLES.resolve("crossbar/app.zip");
    private static final Map<String, String> VARIABLES = Map.of("SERVICE_TICKET", "secret");

    @TempDir
    private Path project = Path.of("");

    private Path folder = Path.of("");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("crossbar"))) {
            List<Path> all =
                    files.filter(file -> !file.equals(ARCHIVE)).sorted().toList();
            assertThat(all).hasSizeGreaterThan(20);
            return all.stream();
        }
    }

    @BeforeEach
    void files() throws IOException {
        folder = Files.createDirectories(project.resolve("crossbar"));
        Files.createDirectory(folder.resolve("web"));
        Files.createDirectory(folder.resolve("backend"));
        Files.copy(ARCHIVE, folder.resolve("app.zip"));
        Path tls = Files.createDirectory(project.resolve("tls"));
        try (Stream<Path> pems = Files.list(EXAMPLES.resolve("tls"))) {
            for (Path pem : pems.toList()) {
                Files.copy(pem, tls.resolve(pem.getFileName()));
            }
        }
    }

    private ConfigurationFile read(Path example, String text) {
        return ConfigurationFile.read(
                String.valueOf(example.getFileName()),
                text,
                new Surroundings(folder, name -> Optional.ofNullable(VARIABLES.get(name))));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsRight(Path example) throws IOException {
        ConfigurationFile file = read(example, Files.readString(example));

        assertThat(file.problemLines()).isEmpty();
        assertThat(file.warningLines()).isEmpty();
        assertThat(file.noticeLines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRoutersOfEveryExampleStart(Path example) throws Exception {
        String anyPort = Files.readString(example).replaceAll("(\"port\": |port: )(?!8082)\\d+", "$1" + 0);
        NodeConfiguration whole = read(example, anyPort).configuration().orElseThrow();
        NodeConfiguration routers = new NodeConfiguration(
                whole.controller(),
                whole.workers().stream()
                        .filter(worker -> !(worker instanceof GuestWorker))
                        .toList());

        try (Node node = Node.of(routers, Level.WARN)) {
            node.start();

            assertThat(node.status()).isNotEmpty();
        }
    }
}
