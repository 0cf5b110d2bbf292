package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The {@code check} command and the start of a node report a container whose heap is too small for its largest
 * messages.
 */
class HeapAdviceTest {
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router", "transports": [
                {"type": "websocket", "endpoint": {"type": "tcp", "port": 0}, "options": {"max_message_size": %d}},
                {"type": "rawsocket", "endpoint": {"type": "tcp", "port": 0}, "options": {"max_message_size": 512}}]},
              {"type": "container", "options": {"jvm_options": [%s]}, "components": []}]}""";

    private static List<String> notices(int messages, String option) {
        ConfigurationFile file = ConfigurationFile.read(
                "node.json",
                CONFIGURATION.formatted(messages, option.isEmpty() ? "" : "\"" + option + "\""),
                new Surroundings(Path.of("").toAbsolutePath(), name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        // Leaves out the notice about the RawSocket of the configuration.
        return file.noticeLines().stream()
                .filter(line -> line.contains("workers[1]"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"16777216, ''", "16777216, -Xmx128m", "1048576, -Xmx64m", "67108864, -Xmx1g", "16777216, -Dx=y"})
    void aHeapThatFitsIsNoNews(int messages, String option) {
        assertThat(notices(messages, option)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16777216, -Xmx64m, 64, 16, 128", "67108864, -Xmx100m, 100, 16, 128", "8000000, -Xmx32m, 32, 8, 62"})
    void aHeapThatIsTooSmallIsReportedWithASufficientSize(
            int messages, String option, int heap, int size, int expected) {
        assertThat(notices(messages, option))
                .containsExactly("node.json:5:3: workers[1]: found a heap of " + heap + " MiB and messages of up to "
                        + size
                        + " MiB, of which one may end the container by OutOfMemoryError (expected -Xmx" + expected
                        + "m or more in \"jvm_options\", or a smaller \"max_message_size\" of the transports)");
    }
}
