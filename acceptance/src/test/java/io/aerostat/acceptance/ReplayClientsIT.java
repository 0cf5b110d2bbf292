package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs unmodified clients that continue after the last event that they received in an earlier session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayClientsIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}],
                 "store": {"type": "file", "path": "events", "event-history": [%s]}}],
               "transports": [{"type": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"ws": {"type": "websocket"}}}]}]}
            """;
    private static final String RULE = "{\"uri\": \"com.app.log.%s\", \"limit\": 10}";

    @TempDir
    private static Path folder = Path.of("");

    private RouterProcess router;

    @BeforeAll
    void start() throws IOException {
        String rules = String.join(
                ",",
                List.of("json", "msgpack", "cbor").stream().map(RULE::formatted).toList());
        router = RouterProcess.start(Files.writeString(folder.resolve("config.json"), CONFIGURATION.formatted(rules)));
    }

    @AfterAll
    void stop() {
        router.close();
    }

    private void assertGoesOn(Path scripts, String... command) {
        Program.Outcome outcome = Program.run(
                scripts, Map.of("ROUTER_URL", "ws://127.0.0.1:" + router.port() + "/ws"), DEADLINE, List.of(command));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output().lines()).contains("second third live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "cbor"})
    @Conformance("P25")
    void autobahnJs(String serializer) {
        assertGoesOn(Surroundings.nodeScripts(), Surroundings.node(), "replay.js", serializer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "cbor"})
    @Conformance("P25")
    void autobahnPython(String serializer) {
        assertGoesOn(Surroundings.pythonScripts(), Surroundings.python(), "-B", "replay.py", serializer);
    }
}
