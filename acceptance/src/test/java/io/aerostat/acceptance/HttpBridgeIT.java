package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs an unmodified client for Crossbar.io's HTTP bridge, which signs its requests. */
class HttpBridgeIT {
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [
                 {"name": "anonymous", "allow-by-default": true},
                 {"name": "web", "permissions": [
                   {"uri": "com.example.", "match": "prefix", "allow": {"call": true, "publish": true}}]}]}],
               "transports": [{"type": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {
                   "ws": {"type": "websocket"},
                   "publish": {"type": "publisher", "realm": "realm1", "role": "web",
                               "options": {"key": "app", "secret": "s3cret"}},
                   "call": {"type": "caller", "realm": "realm1", "role": "web",
                            "options": {"key": "app", "secret": "s3cret"}}}}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aClientOfCrossbarPublishesAndCalls() throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, CONFIGURATION);
        try (RouterProcess router = RouterProcess.start(config)) {
            Program.Outcome outcome = Program.run(
                    Surroundings.pythonScripts(),
                    Map.of("ROUTER_URL", "ws://127.0.0.1:" + router.port() + "/ws"),
                    Duration.ofMinutes(2),
                    List.of(Surroundings.python(), "-B", "http_bridge.py"));

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("Ran 3 tests");
        }
    }
}
