package io.aerostat.node.command;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.logging.LogFormat;
import io.aerostat.node.logging.Logging;
import io.aerostat.node.run.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;

/**
 * {@code rehearse}: starts a small node on a free port of this machine, lets a client call it, and ends. For launchers, which have the JVM archive the
 * classes that this needs, so that later starts find them.
 */
@Command(name = "rehearse", hidden = true, description = "Starts a small node, calls it, and ends: for launchers.")
final class RehearsalCommand implements Callable<Integer> {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "rehearsal", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "*", "allow": {"call": true, "register": true, "publish": true, "subscribe": true}},
                {"uri": "wamp.*", "allow": {"call": true}}]}]}],
              "transports": [{"type": "web", "id": "rehearsal", "endpoint": {"type": "tcp", "port": 0, "interface": "127.0.0.1"},
                "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}}]}]}
            """;

    @Override
    public Integer call() throws Exception {
        Logging.setUp(Level.ERROR, LogFormat.TEXT);
        try (Node node = Node.of(configuration(), Level.ERROR)) {
            node.start();
            try (Client client = Client.builder()
                    .url("ws://127.0.0.1:" + node.port("rehearsal").orElseThrow() + "/ws")
                    .realm("rehearsal")
                    .build()) {
                Session session = client.join().await(SOON);
                session.register("rehearsal.echo", i -> i.arg(0, String.class)).await(SOON);
                session.call("rehearsal.echo", "again").as(String.class).await(SOON);
                session.subscribe("rehearsal.topic", event -> {}).await(SOON);
                session.publishAcknowledged("rehearsal.topic").await(SOON);
                session.leave().await(SOON);
            }
        }
        return 0;
    }

    private static NodeConfiguration configuration() throws IOException {
        Path file = Files.createTempFile("rehearsal", ".json");
        try {
            Files.writeString(file, CONFIGURATION);
            return ConfigurationFile.read(file).configuration().orElseThrow();
        } finally {
            Files.delete(file);
        }
    }
}
