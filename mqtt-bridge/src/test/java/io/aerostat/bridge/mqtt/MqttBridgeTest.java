package io.aerostat.bridge.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the bridge between a realm and the MQTT listener of another realm. */
class MqttBridgeTest {
    private final List<Runnable> bridges = new ArrayList<>();
    private BridgedRouter router;
    private Session realm;
    private Session broker;

    @BeforeEach
    void start() throws Exception {
        router = BridgedRouter.start();
        realm = router.join(BridgedRouter.REALM);
        broker = router.join(BridgedRouter.BROKER);
    }

    @AfterEach
    void stop() throws Exception {
        bridges.forEach(Runnable::run);
        router.close();
    }

    /** Starts a bridge and waits until it is ready. */
    private MqttBridge bridge(Map<String, Object> extra) throws Exception {
        MqttBridge bridge = new MqttBridge(router.context(extra));
        Session session = router.join(BridgedRouter.REALM);
        bridges.add(() -> bridge.onLeave(session, new CloseReason("wamp.close.normal", "", false)));
        bridge.onJoin(session).toCompletableFuture().get(60, TimeUnit.SECONDS);
        return bridge;
    }

    /** Connects a client with the client id of the bridge, which ends the connection of the bridge. */
    private Mqtt5BlockingClient replaceBridge() {
        Mqtt5BlockingClient other = MqttClient.builder()
                .useMqttVersion5()
                .identifier("bridge")
                .serverHost("127.0.0.1")
                .serverPort(router.port("mqtt"))
                .buildBlocking();
        other.connect();
        return other;
    }

    private static BlockingQueue<Event> events(Session session, TopicFilter filter) throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        session.subscribe(filter, events::add).await(BridgedRouter.DEADLINE);
        return events;
    }

    private static Event next(BlockingQueue<Event> events) throws Exception {
        Event event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static String text(Event event) {
        return event.topic() + " " + new String(event.arg(0, byte[].class), UTF_8);
    }

    @Test
    void messagesOfTheBrokerBecomeEvents() throws Exception {
        bridge(Map.of(
                "from_broker",
                List.of(Map.of("topic", "plant/+/light", "remove", "plant/", "add", "com.example.", "qos", 1))));
        BlockingQueue<Event> events = events(realm, TopicFilter.prefix("com.example."));

        broker.publish("plant.kitchen.light", "on");
        broker.publish("plant.kitchen.heat", "on");
        broker.publish("plant.hall.light", "off");

        Event first = next(events);
        assertThat(text(first)).isEqualTo("com.example.kitchen.light on");
        assertThat(first.forwardFor()).hasSize(1);
        assertThat(text(next(events))).isEqualTo("com.example.hall.light off");
    }

    @Test
    void eventsBecomeMessagesOfTheBroker() throws Exception {
        bridge(Map.of(
                "to_broker",
                List.of(
                        Map.of("topic", "com.example.", "match", "prefix", "remove", "com.", "add", "up/", "qos", 1),
                        Map.of("topic", "json.order", "payload", "json", "retain", true))));
        BlockingQueue<Event> messages = events(broker, TopicFilter.prefix("up."));
        BlockingQueue<Event> orders = events(broker, TopicFilter.of("json.order"));

        realm.publish("com.example.light", "on");
        assertThat(text(next(messages))).isEqualTo("up.example.light on");
        realm.publish(Publication.of("json.order").args(7).kwarg("unit", "m"));
        Event order = next(orders);
        assertThat(order.args()).containsExactly(7L);
        assertThat(order.kwargs()).containsEntry("unit", "m");
    }

    @Test
    void argumentsMayBeNull() throws Exception {
        bridge(Map.of("from_broker", List.of(Map.of("topic", "json/#", "payload", "json", "qos", 1))));
        BlockingQueue<Event> orders = events(realm, TopicFilter.of("json.order"));

        broker.publish(Publication.of("json.order").args(null, 7).kwarg("unit", null));
        broker.publish(Publication.of("json.order").args(8));

        Event order = next(orders);
        assertThat(order.args()).containsExactly(null, 7L);
        assertThat(order.kwargs()).containsEntry("unit", null);
        assertThat(next(orders).args()).containsExactly(8L);
    }

    @Test
    void noMessageComesBack() throws Exception {
        Map<String, Object> both = Map.of(
                "from_broker", List.of(Map.of("topic", "shared/#", "qos", 1)),
                "to_broker", List.of(Map.of("topic", "shared.", "match", "prefix", "qos", 1)));
        bridge(both);
        BlockingQueue<Event> here = events(realm, TopicFilter.prefix("shared."));
        BlockingQueue<Event> there = events(broker, TopicFilter.prefix("shared."));

        for (int i = 0; i < 3; i++) {
            realm.publish("shared.up", "from realm " + i);
            broker.publish("shared.down", "from broker " + i);

            // A message that came back would arrive before the next one.
            assertThat(text(next(there))).isEqualTo("shared.up from realm " + i);
            assertThat(text(next(here))).isEqualTo("shared.down from broker " + i);
        }
    }

    @Test
    void eventsThatALinkHasForwardedStayInTheRealm() throws Exception {
        bridge(Map.of("to_broker", List.of(Map.of("topic", "com.up"))));
        BlockingQueue<Event> messages = events(broker, TopicFilter.of("com.up"));

        realm.publish(Publication.of("com.up")
                .args("forwarded")
                .forwardFor(List.of(Map.of("session", 1, "authid", "joe", "authrole", "user"))));
        realm.publish("com.up", "own");

        assertThat(text(next(messages))).isEqualTo("com.up own");
    }

    @Test
    void eventsThatDoNotFitAreDroppedAndCounted() throws Exception {
        MqttBridge bridge = bridge(Map.of("to_broker", List.of(Map.of("topic", "com.", "match", "prefix"))));
        BlockingQueue<Event> messages = events(broker, TopicFilter.prefix("com."));

        realm.publish("com.example", "two", "arguments");
        realm.publish("com.example", 7);
        realm.publish("com.example", "fits");

        assertThat(text(next(messages))).isEqualTo("com.example fits");
        assertThat(bridge.dropped()).isEqualTo(2);
    }

    @Test
    void theBridgeConnectsAgainAndSendsWhatHasWaited() throws Exception {
        bridge(Map.of(
                "to_broker", List.of(Map.of("topic", "com.up", "qos", 1)),
                "from_broker", List.of(Map.of("topic", "com/down", "qos", 1))));
        BlockingQueue<Event> messages = events(broker, TopicFilter.of("com.up"));
        BlockingQueue<Event> down = events(realm, TopicFilter.of("com.down"));
        realm.publish("com.up", "before");
        assertThat(text(next(messages))).isEqualTo("com.up before");

        Mqtt5BlockingClient other = replaceBridge();
        realm.publish("com.up", "meanwhile");
        other.disconnect();

        assertThat(text(next(messages))).isEqualTo("com.up meanwhile");
        await().untilAsserted(() -> {
            broker.publish("com.down", "again");
            assertThat(down.poll(1, TimeUnit.SECONDS)).isNotNull();
        });
    }

    @Test
    void aBridgeThatEndsWithoutAConnectionDoesNotConnectAgain() throws Exception {
        MqttBridge bridge = bridge(Map.of("to_broker", List.of(Map.of("topic", "com.up"))));
        Mqtt5BlockingClient other = replaceBridge();
        await().until(() -> {
            realm.publish("com.up", "dropped");
            return bridge.dropped() > 0; // the bridge has noticed that its connection is lost
        });

        bridges.remove(0).run();

        // The bridge would connect again after one second, and so end the connection of the other client.
        await().during(Duration.ofSeconds(3)).until(() -> other.getState().isConnected());
        other.disconnect();
    }

    @Test
    void aBrokerThatCannotBeReachedFailsTheStart() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        Map<String, Object> extra = Map.of(
                "broker", Map.of("host", "127.0.0.1", "port", port, "client_id", "bridge"),
                "to_broker", List.of(Map.of("topic", "com.up")));

        assertThatThrownBy(() -> bridge(extra))
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("refused");
    }

    @Test
    void aBrokerThatDoesNotAnswerTheSubscriptionFailsTheStart() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> acceptConnect(silent));
            int port = silent.getLocalPort();
            Map<String, Object> extra = Map.of(
                    "broker", Map.of("host", "127.0.0.1", "port", port, "client_id", "bridge", "timeout", 1),
                    "from_broker", List.of(Map.of("topic", "com/down")));

            assertThatThrownBy(() -> bridge(extra)).hasMessageContaining("127.0.0.1:" + port + ": found no answer");

            bridges.remove(0).run();
            served.get(30, TimeUnit.SECONDS);
        }
    }

    /** Accepts a connection and its CONNECT, and answers nothing else until the client has left. */
    private static void acceptConnect(ServerSocket server) {
        try (Socket client = server.accept()) {
            InputStream in = client.getInputStream();
            in.read();
            client.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0}); // CONNACK of MQTT 5
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
