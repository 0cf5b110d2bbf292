package io.aerostat.node.config.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aerostat.node.config.reading.Surroundings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Target of the coverage-guided fuzzer (see CONTRIBUTING): any content of a file gives either a configuration or
 * problems.
 */
class ConfigurationFuzzTest {
    private static final Surroundings SURROUNDINGS =
            new Surroundings(Path.of("src/test/resources/good"), name -> Optional.of("value of " + name));

    @FuzzTest(maxDuration = "60s", maxExecutions = 145_000)
    void file(byte[] bytes) {
        ConfigurationFile file = ConfigurationFile.read("config.json", new String(bytes, UTF_8), SURROUNDINGS);

        assertThat(file.configuration().isPresent()).isEqualTo(file.problems().isEmpty());
        assertThat(file.problemLines()).allMatch(line -> line.startsWith("config.json:"));
        assertThat(file.noticeLines()).allMatch(line -> line.startsWith("config.json:"));
    }
}
