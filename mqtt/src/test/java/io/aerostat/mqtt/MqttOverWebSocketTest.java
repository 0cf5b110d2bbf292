package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests MQTT over WebSocket, with a real router over sockets. */
class MqttOverWebSocketTest {
    private MqttRouter router;

    @BeforeEach
    void start() throws Exception {
        router = MqttRouter.start(options -> options);
    }

    @AfterEach
    void stop() throws Exception {
        router.close();
    }

    private WebSocketPeer open() {
        return WebSocketPeer.connect(router.webPort(), "mqtt");
    }

    private static MqttMessage connect(String clientId) {
        return MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .clientId(clientId)
                .cleanSession(true)
                .keepAlive(60)
                .build();
    }

    private static MqttMessage subscribe(String filter) {
        return MqttMessageBuilders.subscribe()
                .messageId(1)
                .addSubscription(MqttQoS.AT_MOST_ONCE, filter)
                .build();
    }

    private static MqttMessage publish(String topic, byte[] payload) {
        return MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.AT_MOST_ONCE)
                .payload(Unpooled.wrappedBuffer(payload))
                .build();
    }

    private WebSocketPeer joined(String clientId) throws Exception {
        WebSocketPeer peer = open();
        peer.send(peer.bytes(connect(clientId)), true);
        assertThat(peer.next(MqttConnAckMessage.class)
                        .variableHeader()
                        .connectReturnCode()
                        .byteValue())
                .isZero();
        return peer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt", "mqttv3.1"})
    void theRouterChoosesTheSubprotocolThatTheClientOffers(String subprotocol) {
        try (WebSocketPeer peer = WebSocketPeer.connect(router.webPort(), subprotocol)) {
            assertThat(peer.subprotocol()).isEqualTo(subprotocol);
        }
    }

    @Test
    void aClientOfAnotherSubprotocolIsRefused() {
        assertThatThrownBy(() -> WebSocketPeer.connect(router.webPort(), "wamp.2.json"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packetsMayBeSplitAnywhereOverFramesAndFragments(boolean wholeMessages) throws Exception {
        try (WebSocketPeer peer = open()) {
            byte[] all = peer.bytes(connect("split"), subscribe("a/#"), publish("a/b", new byte[] {1, 2, 3}));
            for (int i = 0; i < all.length; i++) {
                peer.send(Arrays.copyOfRange(all, i, i + 1), wholeMessages || i == all.length - 1);
            }

            peer.next(MqttConnAckMessage.class);
            peer.next(MqttSubAckMessage.class);
            assertThat(peer.next(MqttPublishMessage.class).variableHeader().topicName())
                    .isEqualTo("a/b");
        }
    }

    @Test
    void aFrameMayHoldSeveralPackets() throws Exception {
        try (WebSocketPeer peer = open()) {
            peer.send(peer.bytes(connect("batch"), subscribe("a"), publish("a", new byte[] {1})), true);

            peer.next(MqttConnAckMessage.class);
            peer.next(MqttSubAckMessage.class);
            assertThat(peer.next(MqttPublishMessage.class)).isNotNull();
        }
    }

    @Test
    void messagesPassBetweenWebSocketAndTcp() throws Exception {
        try (WebSocketPeer web = joined("web");
                MqttPeer tcp = MqttPeer.joined(router.port(), MqttVersion.MQTT_5, "tcp")) {
            web.send(web.bytes(subscribe("to/web")), true);
            web.next(MqttSubAckMessage.class);
            tcp.subscribe("to/tcp", MqttQoS.AT_MOST_ONCE);
            byte[] large = new byte[300_000];

            tcp.send(publish("to/web", large));
            web.send(web.bytes(publish("to/tcp", "text".getBytes(StandardCharsets.UTF_8))), true);

            assertThat(web.next(MqttPublishMessage.class).payload().readableBytes())
                    .isEqualTo(large.length);
            assertThat(tcp.nextMessage()).isEqualTo("to/tcp text");
        }
    }

    @Test
    void aPingIsAnswered() throws Exception {
        try (WebSocketPeer peer = joined("pinging")) {
            assertThat(peer.ping("hello")).isEqualTo("hello");
        }
    }

    @Test
    void aTextFrameEndsTheConnection() throws Exception {
        try (WebSocketPeer peer = joined("texting")) {
            peer.sendText("MQTT is binary");

            assertThat(peer.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void theRouterSendsACloseFrameWhenItEndsTheConnection() throws Exception {
        try (WebSocketPeer peer = joined("leaving")) {
            peer.send(peer.bytes(MqttMessage.DISCONNECT), true);

            assertThat(peer.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void aLargeFrameBeforeTheSessionEndsTheConnection() {
        try (WebSocketPeer peer = open()) {
            peer.sendAnyway(peer.bytes(connect("large"), publish("a", new byte[1_000_000])));

            await().until(peer::isClosed);
            assertThat(peer.hasPackets()).isFalse();
        }
    }
}
