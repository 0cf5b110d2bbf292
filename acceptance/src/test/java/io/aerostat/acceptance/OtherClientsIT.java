package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs unmodified clients in other languages against the running example. Their own test runners check the results.
 * This class only asserts that all their tests ran and none failed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherClientsIT {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final BalloonExample example = BalloonExample.prepare();
    private RouterProcess router = example.start();

    @BeforeAll
    void balloonFlies() {
        BalloonFlies.awaitPop(example);
    }

    @AfterAll
    void stop() {
        router.close();
    }

    @Test
    void autobahnJsUnderNode() {
        Program.Outcome outcome =
                run(Surroundings.nodeScripts(), List.of(Surroundings.node(), "--test", "balloon.test.js"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(number("# pass (\\d+)", outcome.output())).isEqualTo(3 * 14);
    }

    @Test
    void autobahnPython() {
        Program.Outcome outcome =
                run(Surroundings.pythonScripts(), List.of(Surroundings.python(), "-B", "-m", "unittest", "--verbose"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(number("Ran (\\d+) tests", outcome.output())).isEqualTo(3 * 10 + 1);
    }

    private Program.Outcome run(Path directory, List<String> command) {
        return Program.run(directory, Map.of("ROUTER_URL", example.webSocket().toString()), DEADLINE, command);
    }

    private static int number(String pattern, String output) {
        Matcher found = Pattern.compile(pattern).matcher(output);
        assertThat(found.find()).as(output).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
