package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what {@code router.jar} does if it cannot start: it must print one clear line for each problem, exit with code
 * 1, and leave no process running.
 */
class StartFailureIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aPortThatIsTaken() throws Exception {
        BalloonExample example = BalloonExample.prepare();
        try (ServerSocket taken = new ServerSocket(example.port(), 1, InetAddress.getByName("0.0.0.0"))) {
            RouterProcess router = RouterProcess.launch(example.config());

            assertThat(router.awaitExit(SOON)).isEqualTo(1);
            assertThat(router.output().lines())
                    .filteredOn(line -> line.startsWith(example.config().toString()))
                    .singleElement()
                    .asString()
                    .matches(".*config\\.json:\\d+:\\d+: workers\\[0]\\.transports\\[0]\\.endpoint.*:"
                            + taken.getLocalPort() + ".*");
            assertThat(router.output().text())
                    .doesNotContain("container started")
                    .doesNotContain("ready:");
        }
    }

    @Test
    void everyProblemOfAConfigurationAtOnce(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), """
                {
                  "version": 2,
                  "workers": [
                    {
                      "type": "router",
                      "realms": [{"name": "realm1", "rolls": []}],
                      "transports": [
                        {"type": "websocket", "endpoint": {"type": "tcp", "port": "80a"}},
                        {"type": "web", "endpoint": {"type": "tcp", "port": 0},
                         "paths": {"/": {"type": "static", "directory": "config.json"}}}
                      ]
                    }
                  ]
                }
                """);

        RouterProcess router = RouterProcess.launch(config);

        assertThat(router.awaitExit(SOON)).isEqualTo(1);
        assertThat(router.output().lines())
                .anySatisfy(line -> assertThat(line).contains("config.json:6:").contains("did you mean \"roles\""))
                .anySatisfy(line -> assertThat(line)
                        .contains("config.json:8:")
                        .contains("workers[0].transports[0].endpoint.port: found \"80a\" (expected"))
                .anySatisfy(line -> assertThat(line).contains("config.json:10:").contains("directory"))
                .hasSize(3);
    }

    @Test
    void aFileThatIsNotThere(@TempDir Path folder) {
        RouterProcess router = RouterProcess.launch(folder.resolve("none.json"));

        assertThat(router.awaitExit(SOON)).isEqualTo(1);
        assertThat(router.output().lines()).singleElement().asString().contains("none.json");
    }
}
