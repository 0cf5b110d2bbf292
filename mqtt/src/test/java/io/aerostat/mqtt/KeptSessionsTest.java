package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.mqtt.options.KeptSessionLimits;
import io.aerostat.mqtt.options.MqttLimits;
import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.session.SessionOptions;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests sessions that outlive their connections, with a real router over sockets. */
class KeptSessionsTest {
    private static final KeptSessionLimits LIMITS = new KeptSessionLimits(Duration.ofHours(1), 2, 3, 10_000);

    private MqttRouter router;
    private MqttPeer publisher;
    private int lastPacketId;

    @BeforeEach
    void start() throws Exception {
        MqttLimits limits = new MqttLimits(4, 32, Duration.ZERO, 2, LIMITS);
        router = MqttRouter.start(options -> new MqttOptions(options.realm(), options.mappings(), limits));
        publisher = MqttPeer.joined(router.port(), MqttVersion.MQTT_5, "publisher");
    }

    @AfterEach
    void stop() throws Exception {
        publisher.close();
        router.close();
    }

    private int sessions() {
        return router.router().realm(MqttRouter.REALM).orElseThrow().sessions();
    }

    private void publish(String topic, String text) throws Exception {
        publisher.publish(topic, text, ++lastPacketId);
        publisher.next(MqttMessage.class);
    }

    private static MqttProperties expiry(int seconds) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, seconds));
        return properties;
    }

    private boolean connect(MqttPeer peer, String clientId, boolean isClean, int expiry) throws Exception {
        MqttConnAckMessage answer = peer.connect(
                connect -> connect.clientId(clientId).cleanSession(isClean).properties(expiry(expiry)));
        assertThat(answer.variableHeader().connectReturnCode().byteValue()).isZero();
        return answer.variableHeader().isSessionPresent();
    }

    private MqttPeer peer(MqttVersion version) throws Exception {
        return new MqttPeer(router.port(), version);
    }

    private MqttPeer peer() throws Exception {
        return peer(MqttVersion.MQTT_5);
    }

    @ParameterizedTest
    @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
    void aClientThatComesBackGetsTheMessagesOfItsSubscriptions(MqttVersion version) throws Exception {
        MqttPeer first = peer(version);
        assertThat(connect(first, "sleeper", false, 60)).isFalse();
        first.subscribe("a/#", MqttQoS.AT_LEAST_ONCE);
        first.close();
        publish("a/b", "one");
        publisher.publish("a/b", "unkept", 0);
        publish("a/c", "two");

        try (MqttPeer second = peer(version)) {
            assertThat(connect(second, "sleeper", false, 60)).isTrue();
            publish("a/d", "three");

            assertThat(second.nextMessage()).isEqualTo("a/b one");
            String next = second.nextMessage();
            // The message with QoS 0 may arrive before the router notices the end of the first connection.
            assertThat(next.equals("a/b unkept") ? second.nextMessage() : next).isEqualTo("a/c two");
            assertThat(second.nextMessage()).isEqualTo("a/d three");
        }
        await().until(() -> sessions() == 2);
    }

    @Test
    void messagesWithoutAcknowledgementAreRepeated() throws Exception {
        MqttPeer first = peer();
        connect(first, "sleeper", false, 60);
        first.subscribe("a", MqttQoS.AT_LEAST_ONCE);
        publish("a", "one");
        publish("a", "two");
        first.acknowledge(first.next(MqttPublishMessage.class).variableHeader().packetId());
        int unacknowledged =
                first.next(MqttPublishMessage.class).variableHeader().packetId();
        first.close();

        try (MqttPeer second = peer()) {
            connect(second, "sleeper", false, 60);

            MqttPublishMessage repeated = second.next(MqttPublishMessage.class);
            assertThat(MqttPeer.text(repeated)).isEqualTo("a two");
            assertThat(repeated.fixedHeader().isDup()).isTrue();
            assertThat(repeated.variableHeader().packetId()).isEqualTo(unacknowledged);
        }
    }

    @Test
    void aNewConnectionTakesALiveSessionOver() throws Exception {
        try (MqttPeer first = peer();
                MqttPeer second = peer()) {
            connect(first, "same", false, 60);
            first.subscribe("a", MqttQoS.AT_LEAST_ONCE);

            assertThat(connect(second, "same", false, 60)).isTrue();

            assertThat(first.nextDisconnect()).isEqualTo(0x8E);
            publish("a", "one");
            assertThat(second.nextMessage()).isEqualTo("a one");
            await().until(() -> sessions() == 2);
        }
    }

    @Test
    void aCleanStartEndsTheEarlierSession() throws Exception {
        MqttPeer first = peer();
        connect(first, "sleeper", false, 60);
        first.subscribe("a", MqttQoS.AT_LEAST_ONCE);
        first.close();
        publish("a", "one");

        try (MqttPeer second = peer()) {
            assertThat(connect(second, "sleeper", true, 60)).isFalse();

            second.subscribe("b", MqttQoS.AT_LEAST_ONCE);
            publish("a", "two");
            publish("b", "three");
            assertThat(second.nextMessage()).isEqualTo("b three");
        }
    }

    @Test
    void aSessionExpires() throws Exception {
        MqttPeer first = peer();
        connect(first, "sleeper", false, 1);
        first.close();

        await().until(() -> sessions() == 1);

        try (MqttPeer second = peer()) {
            assertThat(connect(second, "sleeper", false, 60)).isFalse();
        }
    }

    @Test
    void disconnectMayShortenTheExpiry() throws Exception {
        try (MqttPeer first = peer()) {
            connect(first, "sleeper", false, 60);
            first.send(new MqttMessage(
                    new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
                    new MqttReasonCodeAndPropertiesVariableHeader((byte) 0, expiry(0))));

            await().until(() -> sessions() == 1);
        }
    }

    @Test
    void messagesBeyondTheLimitAreDropped() throws Exception {
        MqttPeer first = peer();
        connect(first, "sleeper", false, 60);
        first.subscribe("a", MqttQoS.AT_LEAST_ONCE);
        first.send(MqttMessage.DISCONNECT);
        await().until(() -> !first.isOpen());
        for (int i = 1; i <= 5; i++) {
            publish("a", "m" + i);
        }

        try (MqttPeer second = peer()) {
            connect(second, "sleeper", false, 60);
            publish("a", "m6");

            for (int i : new int[] {1, 2, 3, 6}) {
                assertThat(second.nextMessage()).isEqualTo("a m" + i);
            }
        }
    }

    @Test
    void aSessionBeyondTheNumberOfKeptSessionsEndsWithItsConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            MqttPeer peer = peer();
            connect(peer, "sleeper" + i, false, 60);
            peer.send(MqttMessage.DISCONNECT);
            await().until(() -> !peer.isOpen());
        }

        await().until(() -> sessions() == 3);
    }

    @Test
    void anotherUserDoesNotGetTheSession() throws Exception {
        Access access = new Access(
                List.of(new AuthenticationOptions.StaticTicket(Map.of(
                        "ann", new Account<>("ann", "user", "secret"), "bob", new Account<>("bob", "user", "secret")))),
                SessionOptions.DEFAULT);
        try (MqttRouter strict =
                MqttRouter.start(new MqttOptions(MqttRouter.REALM), access, Role.allowingAll("user"))) {
            assertThat(isPresent(strict, "ann")).isFalse();
            assertThat(isPresent(strict, "bob")).isFalse();
            assertThat(isPresent(strict, "ann")).isTrue();
        }
    }

    private static boolean isPresent(MqttRouter router, String user) throws Exception {
        try (MqttPeer peer = new MqttPeer(router.port(), MqttVersion.MQTT_3_1_1)) {
            MqttConnAckMessage answer = peer.connect(connect -> connect.clientId("same")
                    .cleanSession(false)
                    .username(user)
                    .password("secret".getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.variableHeader().connectReturnCode().byteValue()).isZero();
            return answer.variableHeader().isSessionPresent();
        }
    }

    @Test
    void theWillIsPublishedAfterItsDelayWhileTheSessionGoesOn() throws Exception {
        publisher.subscribe("wills/#", MqttQoS.AT_MOST_ONCE);
        MqttPeer mortal = peer();
        MqttProperties delay = new MqttProperties();
        delay.add(new MqttProperties.IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, 1));
        mortal.connect(connect -> connect.clientId("mortal")
                .cleanSession(false)
                .properties(expiry(60))
                .willFlag(true)
                .willTopic("wills/mortal")
                .willMessage("gone".getBytes(StandardCharsets.UTF_8))
                .willProperties(delay));
        mortal.close();

        assertThat(publisher.nextMessage()).isEqualTo("wills/mortal gone");
        assertThat(sessions()).isEqualTo(2);
    }

    @Test
    void aClientThatComesBackInTimeHasNoWillPublished() throws Exception {
        publisher.subscribe("wills/#", MqttQoS.AT_MOST_ONCE);
        MqttPeer mortal = peer();
        MqttProperties delay = new MqttProperties();
        delay.add(new MqttProperties.IntegerProperty(MqttProperties.WILL_DELAY_INTERVAL, 3_600));
        mortal.connect(connect -> connect.clientId("mortal")
                .cleanSession(false)
                .properties(expiry(1_800))
                .willFlag(true)
                .willTopic("wills/mortal")
                .willMessage("gone".getBytes(StandardCharsets.UTF_8))
                .willProperties(delay));
        mortal.close();

        try (MqttPeer again = peer()) {
            assertThat(connect(again, "mortal", false, 60)).isTrue();
            await().until(() -> sessions() == 2);
            publisher.publish("wills/marker", "here", 0);

            assertThat(publisher.nextMessage()).isEqualTo("wills/marker here");
        }
    }
}
