package io.aerostat.acceptance.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the bridge as a component of a node, with the broker of Mosquitto. */
class MqttBridgeIT {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String CONFIG = """
            {
              "version": 2,
              "workers": [{
                "type": "router",
                "options": {"classpath": ["%s/mqtt-bridge/target/mqtt-bridge-*.jar"]},
                "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "permissions": [
                  {"uri": "", "match": "prefix", "allow": {"publish": true, "subscribe": true}}]}]}],
                "transports": [{"type": "websocket", "id": "web",
                                "endpoint": {"type": "tcp", "port": %d, "interface": "127.0.0.1"}}],
                "components": [{
                  "type": "class", "id": "bridge", "realm": "realm1",
                  "classname": "io.aerostat.bridge.mqtt.MqttBridge",
                  "extra": {
                    "broker": {"host": "localhost", "port": %d, "client_id": "bridge", "user": "joe",
                               "password": "secret", "tls": {"ca_certificates": ["certificate.pem"]}},
                    "from_broker": [{"topic": "sensors/#", "remove": "sensors/", "add": "com.example.", "qos": 1}],
                    "to_broker": [{"topic": "com.commands.", "match": "prefix", "remove": "com.", "add": "plant/",
                                   "qos": 1, "retain": true}]
                  }
                }]
              }]
            }
            """;

    private MosquittoBroker broker;
    private RouterProcess router;
    private Client client;
    private Session session;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        broker = new MosquittoBroker(folder);
        int port = FreePorts.next();
        Path config = folder.resolve("config.json");
        Files.writeString(config, CONFIG.formatted(Surroundings.root(), port, broker.port()));
        router = RouterProcess.startWhole(config);
        client = Client.builder()
                .url("ws://127.0.0.1:" + port + "/ws")
                .realm("realm1")
                .build();
        session = client.connect().await(DEADLINE);
    }

    @AfterEach
    void stop() {
        broker.close(); // closed first, because client and router are null if the router did not start
        client.close();
        router.close();
    }

    @Test
    void messagesPassInBothDirectionsAlsoAfterARestartOfTheBroker() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        session.subscribe(TopicFilter.prefix("com.example."), events::add).await(DEADLINE);

        broker.run(broker.command("mosquitto_pub", "-t", "sensors/kitchen/light", "-m", "on"));
        Event event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event.topic()).isEqualTo("com.example.kitchen.light");
        assertThat(event.arg(0, byte[].class)).isEqualTo("on".getBytes(UTF_8));

        session.publish("com.commands.stop", "now");
        assertThat(retained("plant/commands/stop")).isEqualTo("now");

        broker.stop();
        session.publish("com.commands.start", "later"); // waits in the bridge
        broker.startAgain();
        assertThat(retained("plant/commands/start")).isEqualTo("later");
        await().atMost(DEADLINE).untilAsserted(() -> {
            broker.run(broker.command("mosquitto_pub", "-t", "sensors/hall", "-m", "again"));
            assertThat(events.poll(1, TimeUnit.SECONDS)).isNotNull();
        });
    }

    /** Waits for the message that the broker keeps for a topic. */
    private String retained(String topic) {
        return broker.run(broker.command("mosquitto_sub", "-t", topic, "-C", "1", "-W", "50"));
    }
}
