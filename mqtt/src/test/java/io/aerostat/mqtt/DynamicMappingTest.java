package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.session.Session;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.options.PayloadMapping;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests payloads that procedures convert, with a real router over sockets. */
class DynamicMappingTest {
    private static final Map<String, PayloadMapping> MAPPINGS = Map.of(
            "",
            new PayloadMapping.Passthrough(),
            "com.example.",
            new PayloadMapping.Dynamic("com.codec.encode", "com.codec.decode", null),
            "com.example.absent.",
            new PayloadMapping.Dynamic("com.codec.absent", "com.codec.absent", null),
            "com.example.nowhere.",
            new PayloadMapping.Dynamic("com.codec.encode", "com.codec.decode", "absent"),
            "com.example.slow.",
            new PayloadMapping.Dynamic("com.codec.hang", "com.codec.hang", null, Duration.ofMillis(100)));

    private final BlockingQueue<List<@Nullable Object>> encoderCalls = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<@Nullable Object>> decoderCalls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** Completes the calls of the encoder. This future is complete unless a test makes the calls wait. */
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private MqttRouter router;
    private Client client;
    private Session session;

    @BeforeEach
    void start() throws Exception {
        router = MqttRouter.start(options -> new MqttOptions(options.realm(), MAPPINGS, MqttLimits.DEFAULT));
        client = router.client();
        session = router.join(client);
        session.register("com.codec.encode", this::encode).await(MqttRouter.DEADLINE);
        session.register("com.codec.decode", this::decode).await(MqttRouter.DEADLINE);
        session.register("com.codec.hang", invocation -> new CompletableFuture<>())
                .await(MqttRouter.DEADLINE);
        session.subscribe("com.example.up", events::add).await(MqttRouter.DEADLINE);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        router.close();
    }

    private @Nullable Object encode(Invocation invocation) {
        encoderCalls.add(invocation.args());
        List<?> args = invocation.arg(2, List.class);
        if (args.isEmpty()) {
            throw new ApplicationError("com.codec.error.empty", "found no arguments");
        }
        return gate.thenApply(open -> args.get(0) instanceof Long number
                ? number
                : ("<" + args.get(0) + ">").getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Object decode(Invocation invocation) {
        decoderCalls.add(invocation.args());
        String text = new String(invocation.arg(2, byte[].class), StandardCharsets.UTF_8);
        return switch (text) {
            case "bad" -> throw new ApplicationError("com.codec.error.bad", "found no reading");
            case "number" -> 7;
            case "odd" -> Map.of("args", 7);
            default -> Map.of("args", List.of(text, text.length()), "kwargs", Map.of("unit", "m"));
        };
    }

    private MqttPeer join(String clientId) throws Exception {
        return MqttPeer.joined(router.port(), MqttVersion.MQTT_5, clientId);
    }

    private Event nextEvent() throws InterruptedException {
        Event event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static int reason(MqttMessage puback) {
        return puback.variableHeader() instanceof MqttPubReplyMessageVariableHeader header
                ? header.reasonCode() & 0xFF
                : 0;
    }

    @Test
    void theDecoderMakesEventsOfMessages() throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.publish("com/example/up", "12", 1);

            assertThat(reason(peer.next(MqttMessage.class))).isZero();
            Event event = nextEvent();
            assertThat(event.args()).containsExactly("12", 2L);
            assertThat(event.kwargs()).isEqualTo(Map.of("unit", "m"));
            List<@Nullable Object> call = decoderCalls.remove();
            assertThat(call.subList(0, 2)).containsExactly("com.example.up", "com/example/up");
            assertThat(call.get(2)).isEqualTo("12".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void oneCallOfTheEncoderServesAllReceivers() throws Exception {
        try (MqttPeer one = join("one");
                MqttPeer two = join("two")) {
            one.subscribe("com/example/down", MqttQoS.AT_LEAST_ONCE);
            two.subscribe("com/example/+", MqttQoS.AT_MOST_ONCE);

            session.publish("com.example.down", "text", 7);

            assertThat(one.nextMessage()).isEqualTo("com/example/down <text>");
            assertThat(two.nextMessage()).isEqualTo("com/example/down <text>");
            assertThat(encoderCalls)
                    .containsExactly(List.of("com/example/down", "com.example.down", List.of("text", 7L), Map.of()));
        }
    }

    @Test
    void messagesKeepTheOrderOfTheirEvents() throws Exception {
        gate = new CompletableFuture<>();
        try (MqttPeer peer = join("peer")) {
            peer.subscribe("#", MqttQoS.AT_MOST_ONCE);

            session.publish("com.example.down", "first");
            session.publish("plain", "second");
            session.publish("com.example.down", "third");
            await().until(() -> encoderCalls.size() == 2);
            assertThat(peer.hasPackets()).isFalse();
            gate.complete(null);

            assertThat(peer.nextMessage()).isEqualTo("com/example/down <first>");
            assertThat(peer.nextMessage()).isEqualTo("plain second");
            assertThat(peer.nextMessage()).isEqualTo("com/example/down <third>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "com/example/up, bad, 0x99",
        "com/example/up, number, 0x83",
        "com/example/up, odd, 0x83",
        "com/example/absent/up, 1, 0x83",
        "com/example/nowhere/up, 1, 0x83",
        "com/example/slow/up, 1, 0x83"
    })
    void aMessageThatCannotBeConvertedIsRefused(String topic, String text, String reason) throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.publish(topic, text, 1);
            peer.publish("com/example/up", "good", 2);

            assertThat(reason(peer.next(MqttMessage.class))).isEqualTo(Integer.decode(reason));
            assertThat(reason(peer.next(MqttMessage.class))).isZero();
            assertThat(nextEvent().args()).containsExactly("good", 4L);
        }
    }

    @Test
    void anEventThatCannotBeConvertedIsDroppedAndCounted() throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.subscribe("com/example/#", MqttQoS.AT_MOST_ONCE);

            session.publish("com.example.down");
            session.publish("com.example.down", 7);
            session.publish("com.example.absent.down", "lost");
            session.publish("com.example.slow.down", "lost");
            session.publish("com.example.down", "found");

            assertThat(peer.nextMessage()).isEqualTo("com/example/down <found>");
            assertThat(router.dropped().notExpressible()).isEqualTo(4);
        }
    }

    @Test
    void messagesBeforeDisconnectArePublished() throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.publish("com/example/up", "one", 0);
            peer.publish("com/example/up", "two", 0);
            peer.send(MqttMessage.DISCONNECT);

            assertThat(nextEvent().args()).startsWith("one");
            assertThat(nextEvent().args()).startsWith("two");
        }
    }

    @Test
    void theDecoderConvertsWills() throws Exception {
        MqttPeer mortal = new MqttPeer(router.port(), MqttVersion.MQTT_3_1_1);
        mortal.connect(connect -> connect.willFlag(true)
                .willTopic("com/example/up")
                .willMessage("gone".getBytes(StandardCharsets.UTF_8)));
        mortal.publish("com/example/up", "here", 0);
        assertThat(nextEvent().args()).startsWith("here");

        mortal.close();

        assertThat(nextEvent().args()).startsWith("gone");
    }

    @Test
    void aWillThatCannotBeConvertedEndsTheConnection() throws Exception {
        try (MqttPeer mortal = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            mortal.connect(connect -> connect.willFlag(true)
                    .willTopic("com/example/up")
                    .willMessage("bad".getBytes(StandardCharsets.UTF_8)));

            assertThat(mortal.nextDisconnect()).isEqualTo(0x99);
        }
    }

    @Test
    void aSessionThatGoesOnGetsTheMessagesThatAreStillConverted() throws Exception {
        MqttProperties expiry = new MqttProperties();
        expiry.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 60));
        MqttPeer first = new MqttPeer(router.port(), MqttVersion.MQTT_5);
        first.connect(connect -> connect.cleanSession(false).properties(expiry));
        first.subscribe("com/example/down", MqttQoS.AT_LEAST_ONCE);
        gate = new CompletableFuture<>();
        session.publish("com.example.down", "late");
        await().until(() -> encoderCalls.size() == 1);
        first.close();

        try (MqttPeer second = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            CompletableFuture<Void> open = gate;
            session.subscribe("wamp.subscription.on_subscribe", event -> open.complete(null))
                    .await(MqttRouter.DEADLINE);
            assertThat(second.connect(connect -> connect.cleanSession(false).properties(expiry))
                            .variableHeader()
                            .isSessionPresent())
                    .isTrue();

            assertThat(second.nextMessage()).isEqualTo("com/example/down <late>");
        }
    }
}
