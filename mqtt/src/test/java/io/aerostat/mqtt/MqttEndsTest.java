package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how MQTT sessions end: wills, take-overs, keep alive and violations, with a real router over sockets. */
class MqttEndsTest {
    private static final int TAKE_OVERS = 2;

    private MqttRouter router;

    @BeforeEach
    void start() throws Exception {
        MqttLimits limits = new MqttLimits(4, 32, Duration.ZERO, TAKE_OVERS, KeptSessionLimits.NONE);
        router = MqttRouter.start(options -> new MqttOptions(options.realm(), options.mappings(), limits));
    }

    @AfterEach
    void stop() throws Exception {
        router.close();
    }

    private MqttPeer join(String clientId) throws Exception {
        return MqttPeer.joined(router.port(), MqttVersion.MQTT_5, clientId);
    }

    private MqttPeer withWill(String topic) throws Exception {
        MqttPeer peer = new MqttPeer(router.port(), MqttVersion.MQTT_5);
        peer.connect(connect -> connect.clientId("mortal")
                .willFlag(true)
                .willTopic(topic)
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willMessage("gone".getBytes(StandardCharsets.UTF_8)));
        return peer;
    }

    @Test
    void theWillIsPublishedWhenTheConnectionIsLost() throws Exception {
        try (MqttPeer watcher = join("watcher")) {
            watcher.subscribe("wills/#", MqttQoS.AT_MOST_ONCE);

            withWill("wills/mortal").close();

            assertThat(watcher.nextMessage()).isEqualTo("wills/mortal gone");
        }
    }

    @Test
    void theWillIsNotPublishedAfterDisconnect() throws Exception {
        try (MqttPeer watcher = join("watcher")) {
            watcher.subscribe("wills/#", MqttQoS.AT_MOST_ONCE);
            MqttPeer mortal = withWill("wills/mortal");

            mortal.send(MqttMessage.DISCONNECT);
            await().until(() -> !mortal.isOpen());
            watcher.publish("wills/marker", "here", 0);

            assertThat(watcher.nextMessage()).isEqualTo("wills/marker here");
        }
    }

    @Test
    void aWillThatMayNotBePublishedEndsTheConnection() throws Exception {
        try (MqttPeer mortal = withWill("wamp/session/on_leave")) {
            assertThat(mortal.nextDisconnect()).isEqualTo(0x90);
        }
    }

    @Test
    void aNewConnectionTakesOverTheClientId() throws Exception {
        try (MqttPeer first = join("same");
                MqttPeer second = join("same")) {
            assertThat(first.nextDisconnect()).isEqualTo(0x8E);
            await().until(() -> !first.isOpen());
            assertThat(second.isOpen()).isTrue();
        }
    }

    @Test
    void takeOversBeyondTheLimitAreRefusedAndTheLastConnectionStays() throws Exception {
        MqttPeer present = join("same");
        for (int i = 0; i < TAKE_OVERS; i++) {
            present = join("same");
        }
        try (MqttPeer further = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            MqttConnAckMessage answer = further.connect(connect -> connect.clientId("same"));

            assertThat(answer.variableHeader().connectReturnCode().byteValue() & 0xFF)
                    .isEqualTo(0x9F);
            assertThat(present.subscribe("a", MqttQoS.AT_MOST_ONCE)).isZero();
        }
    }

    @Test
    void aSilentClientLosesItsConnection() throws Exception {
        try (MqttPeer silent = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            silent.connect(connect -> connect.clientId("silent").keepAlive(1));

            assertThat(silent.nextDisconnect()).isEqualTo(0x8D);
        }
    }

    @Test
    void qualityOfService2IsRefusedWithTheReason() throws Exception {
        try (MqttPeer peer = join("peer")) {
            peer.publish("a", "x", 1, MqttQoS.EXACTLY_ONCE);

            assertThat(peer.nextDisconnect()).isEqualTo(0x9B);
        }
    }

    @Test
    void messagesBeyondTheWindowWaitForAcknowledgements() throws Exception {
        try (MqttPeer slow = join("slow");
                MqttPeer publisher = join("publisher")) {
            slow.subscribe("a", MqttQoS.AT_LEAST_ONCE);
            for (int i = 1; i <= 6; i++) {
                publisher.publish("a", "m" + i, i);
                publisher.next(MqttMessage.class);
            }
            for (int i = 1; i <= 4; i++) {
                assertThat(slow.nextMessage()).isEqualTo("a m" + i);
            }
            assertThat(slow.hasPackets()).isFalse();

            slow.acknowledge(1);

            assertThat(slow.nextMessage()).isEqualTo("a m5");
        }
    }

    @Test
    void anExpiryIsAnsweredWithZeroIfSessionsEndWithTheirConnections() throws Exception {
        try (MqttPeer peer = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            MqttProperties wish = new MqttProperties();
            wish.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 60));

            MqttConnAckMessage answer = peer.connect(connect -> connect.properties(wish));

            assertThat(answer.variableHeader()
                            .properties()
                            .getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL)
                            .value())
                    .isEqualTo(0);
        }
    }
}
