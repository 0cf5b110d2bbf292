package io.aerostat.acceptance.mqtt;

import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.transport.ServerCertificate;
import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A router for MQTT, and a WAMP client that publishes each event below {@code com.example.up} again below {@code
 * com.example.down}, as a retained event.
 */
final class MqttNode implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String UP = "com.example.up.";
    private static final String DOWN = "com.example.down.";

    private static final String CONFIG = """
            {
              "version": 2,
              "workers": [{
                "type": "router",
                "realms": [{
                  "name": "realm1",
                  "roles": [
                    {"name": "device", "permissions": [
                      {"uri": "com.example.", "match": "prefix", "allow": {"publish": true, "subscribe": true}}]},
                    {"name": "anonymous", "permissions": [
                      {"uri": "com.example.", "match": "prefix",
                       "allow": {"publish": true, "subscribe": true, "register": true}}]}
                  ]
                }],
                "transports": [
                  {
                    "type": "universal", "id": "web",
                    "endpoint": {"type": "tcp", "port": %d, "interface": "127.0.0.1"},
                    "websocket": {"ws": {"type": "websocket"}, "mqtt": {"type": "mqtt"}},
                    "mqtt": {"options": {"realm": "realm1", "auth": {"ticket": {
                      "type": "static", "principals": {"joe": {"ticket": "secret", "role": "device"}}}},
                      "payload_mapping": {
                        "": {"type": "passthrough"},
                        "com.example.dynamic.": {"type": "dynamic", "encoder": "com.example.java.encode",
                                                 "decoder": "com.example.java.decode"},
                        "com.example.dynamic.js.": {"type": "dynamic", "encoder": "com.example.js.encode",
                                                    "decoder": "com.example.js.decode"}}}}
                  },
                  {
                    "type": "mqtt", "id": "tls",
                    "endpoint": {"type": "tcp", "port": %d, "interface": "127.0.0.1",
                                 "tls": {"certificate": "certificate.pem", "key": "key.pem"}},
                    "options": {"realm": "realm1", "auth": {"ticket": {
                      "type": "static", "principals": {"joe": {"ticket": "secret", "role": "device"}}}}}
                  }
                ]
              }]
            }
            """;

    private final Path folder;
    private final int port = FreePorts.next();
    private final int tlsPort = FreePorts.next();
    private final Client echo;
    private final Subscription echoing;
    private RouterProcess router;

    MqttNode(Path folder) throws IOException {
        this.folder = folder;
        ServerCertificate.make(folder);
        Files.writeString(folder.resolve("config.json"), CONFIG.formatted(port, tlsPort));
        router = RouterProcess.start(folder.resolve("config.json"));
        echo = Client.builder().url(webSocket()).realm("realm1").build();
        Session session = echo.connect().await(DEADLINE);
        session.register(
                        "com.example.java.decode",
                        invocation -> Map.of("args", List.of(reversed(invocation.arg(2, byte[].class)))))
                .await(DEADLINE);
        session.register(
                        "com.example.java.encode",
                        invocation -> invocation.arg(2, List.class).get(0) + "!")
                .await(DEADLINE);
        session.subscribe(
                        "com.example.dynamic.up",
                        event -> session.publish(Publication.of("com.example.dynamic.down")
                                .args(event.args().toArray())
                                .retained()))
                .await(DEADLINE);
        echoing = session.subscribe(TopicFilter.prefix(UP), event -> {
                    String text = new String(event.arg(0, byte[].class), StandardCharsets.UTF_8);
                    session.publish(Publication.of(DOWN + event.topic().substring(UP.length()))
                            .args(text)
                            .retained());
                })
                .await(DEADLINE);
    }

    private static String reversed(byte[] text) {
        return new StringBuilder(new String(text, StandardCharsets.UTF_8))
                .reverse()
                .toString();
    }

    /** Shuts the router down, starts it again at the same ports, and waits until the client has subscribed again. */
    void restart() {
        router.close();
        await().atMost(DEADLINE).until(() -> !echoing.isActive());
        router = RouterProcess.start(folder.resolve("config.json"));
        await().atMost(DEADLINE).until(echoing::isActive);
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    String webSocket() {
        return "ws://127.0.0.1:" + port + "/ws";
    }

    @Override
    public void close() {
        echo.close();
        router.close();
    }
}
