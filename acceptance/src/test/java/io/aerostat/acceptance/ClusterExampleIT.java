package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.testkit.nats.NatsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests the example {@code config/examples/cluster} in a real browser, with other ports. The test is skipped if no
 * nats-server is installed (scripts/nats-server.sh).
 */
@Timeout(300)
class ClusterExampleIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Map<String, Path> configurations = new TreeMap<>();
    private final Map<String, RouterProcess> nodes = new TreeMap<>();

    private void prepare(NatsServer nats) throws IOException {
        Map<String, Integer> ports =
                Map.of("8001", FreePorts.next(), "8002", FreePorts.next(), "8003", FreePorts.next());
        Path folder = Files.createDirectories(Surroundings.output("cluster-example"));
        for (String node : new String[] {"one", "two", "three"}) {
            String file = Files.readString(Surroundings.root().resolve("config/examples/cluster/" + node + ".json"))
                    .replace("\"../../../", "\"" + Surroundings.root() + "/")
                    .replace("nats://127.0.0.1:4222", nats.url());
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                file = file.replace(port.getKey(), port.getValue().toString());
            }
            configurations.put(node, Files.writeString(folder.resolve(node + ".json"), file));
        }
    }

    private void start(String node) {
        nodes.put(node, RouterProcess.startWhole(configurations.get(node)));
    }

    private RouterProcess node(String name) {
        return Optional.ofNullable(nodes.get(name)).orElseThrow();
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(RouterProcess::kill);
    }

    @Test
    void thePageOfOneNodeShowsTheBalloonOfAnother() throws Exception {
        Optional<Path> binary = NatsServer.installed();
        Assumptions.assumeTrue(binary.isPresent(), "found no nats-server (scripts/nats-server.sh)");
        try (NatsServer nats = NatsServer.start(binary.orElseThrow());
                Chromium browser = Chromium.start()) {
            prepare(nats);
            start("one");
            start("three");
            start("two");
            browser.resize(1280, 1250, false);
            BalloonPage page =
                    browser.open(URI.create("http://127.0.0.1:" + node("one").port() + "/"));
            page.shows("the answer of the balloon", SOON, () -> page.result().equals("74"))
                    .shows("telemetry", SOON, () -> page.text("#age").equals("live"));
            browser.screenshot("page-cluster");

            node("three").kill();
            page.pop("20", "22");
            page.shows("another answer", SOON, () -> page.result().equals("42"));

            node("two").kill();
            page.shows(
                    "that readings are missing", SOON, () -> page.text("#age").matches("([6-9]|\\d\\d+) s ago"));
            assertThat(page.connected()).isTrue();
            start("two");
            page.shows(
                    "telemetry of the new balloon",
                    SOON,
                    () -> page.text("#age").equals("live"));

            node("one").kill();
            page.shows("that its node is gone", SOON, () -> !page.connected());
            start("one");
            page.shows("that it is back", SOON, page::connected);
            page.pop("1", "2");
            page.shows(
                    "an answer of the balloon at the other node",
                    SOON,
                    () -> page.result().equals("3"));
        }
    }
}
