package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessorsTest {
    private static final Path THREADS = Path.of("/proc/self/task");

    @TempDir
    private Path folder = Path.of("");

    private NodeConfiguration configuration(String processors) {
        String json = """
                {"version": 2, "workers": [{"type": "router", "options": {"cpu_affinity": %s}, "transports": [
                  {"type": "rawsocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0}}]}]}""";
        ConfigurationFile file = ConfigurationFile.read(
                "node.json", json.formatted(processors), new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.noticeLines()).isEmpty();
        return file.configuration().orElseThrow();
    }

    /** Returns the threads of this process that serve connections. */
    private static Set<Path> eventLoops() throws IOException {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.filter(thread -> text(thread.resolve("comm")).matches("router-\\d+-\\d+\\s*"))
                    .collect(Collectors.toSet());
        }
    }

    private static String processors(Path thread) {
        return text(thread.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return ""; // the thread has just ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theEventLoopsOfARouterRunOnItsProcessors() throws Exception {
        Set<Path> before = eventLoops();
        try (Node node = Node.of(configuration("[0]"), Level.WARN)) {
            node.start();
            Set<Path> loops = eventLoops();
            loops.removeAll(before);

            assertThat(loops).hasSize(1);
            assertThat(loops)
                    .allSatisfy(loop -> await().until(() -> processors(loop).equals("0")));
        }
    }

    @Test
    void aRouterWhoseProcessorsDoNotExistRunsOnAllOfThem() throws Exception {
        String all = processors(Path.of("/proc/thread-self"));
        Set<Path> before = eventLoops();
        try (Node node = Node.of(configuration("[1000]"), Level.WARN)) {
            node.start();
            Set<Path> loops = eventLoops();
            loops.removeAll(before);

            assertThat(loops)
                    .isNotEmpty()
                    .allSatisfy(loop -> assertThat(processors(loop)).isEqualTo(all));
        }
    }
}
