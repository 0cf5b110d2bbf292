package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption.RetainedHandlingPolicy;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests MQTT clients in a realm, with a real router over sockets. */
class MqttSessionsTest {
    private MqttRouter router;

    @BeforeEach
    void start() throws Exception {
        router = MqttRouter.start(options -> options);
    }

    @AfterEach
    void stop() throws Exception {
        router.close();
    }

    private MqttPeer join(MqttVersion version, String clientId) throws Exception {
        return MqttPeer.joined(router.port(), version, clientId);
    }

    private static int reason(MqttMessage puback) {
        assertThat(puback.fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBACK);
        return puback.variableHeader() instanceof MqttPubReplyMessageVariableHeader header
                ? header.reasonCode() & 0xFF
                : 0;
    }

    @ParameterizedTest
    @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
    void messagesReachMqttSubscribers(MqttVersion version) throws Exception {
        try (MqttPeer subscriber = join(version, "subscriber");
                MqttPeer publisher = join(version, "publisher")) {
            assertThat(subscriber.subscribe("rooms/+/light", MqttQoS.AT_MOST_ONCE))
                    .isZero();
            assertThat(subscriber.subscribe("alarms/#", MqttQoS.EXACTLY_ONCE)).isEqualTo(1);

            publisher.publish("rooms/kitchen/light", "on", 0);
            publisher.publish("rooms/kitchen/heat", "on", 0);
            publisher.publish("alarms", "all", 0);
            publisher.publish("alarms/fire", "now", 1);

            assertThat(reason(publisher.next(MqttMessage.class))).isZero();
            assertThat(subscriber.nextMessage()).isEqualTo("rooms/kitchen/light on");
            assertThat(subscriber.nextMessage()).isEqualTo("alarms all");
            assertThat(subscriber.nextMessage()).isEqualTo("alarms/fire now");
        }
    }

    @Test
    void payloadsPassToWampAndBackUnchanged() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (Client client = router.client();
                MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            Session session = router.join(client);
            session.subscribe("com.example.up", events::add).await(MqttRouter.DEADLINE);
            assertThat(peer.subscribe("com/example/down", MqttQoS.AT_LEAST_ONCE))
                    .isEqualTo(1);

            peer.publish("com/example/up", "bytes", 0);
            session.publish("com.example.down", "text");
            session.publish("com.example.down", 7, "no MQTT message");
            session.publish("com.example.down", (Object) "raw".getBytes(StandardCharsets.UTF_8));

            Event event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event.arg(0, byte[].class)).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
            assertThat(peer.nextMessage()).isEqualTo("com/example/down text");
            assertThat(peer.nextMessage()).isEqualTo("com/example/down raw");
        }
    }

    @Test
    void aClientGetsItsOwnMessagesAndRetainedOnes() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.publish("kept", "old", 1, true, MqttProperties.NO_PROPERTIES);
            peer.next(MqttMessage.class);

            peer.subscribe("kept", MqttQoS.AT_MOST_ONCE);
            MqttPublishMessage retained = peer.next(MqttPublishMessage.class);
            assertThat(MqttPeer.text(retained)).isEqualTo("kept old");
            assertThat(retained.fixedHeader().isRetain()).isTrue();

            peer.publish("kept", "new", 0);
            MqttPublishMessage live = peer.next(MqttPublishMessage.class);
            assertThat(MqttPeer.text(live)).isEqualTo("kept new");
            assertThat(live.fixedHeader().isRetain()).isFalse();
        }
    }

    @Test
    void anUnsubscribedClientGetsNoMoreMessages() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.subscribe("a", MqttQoS.AT_MOST_ONCE);

            assertThat(peer.unsubscribe("a")).containsExactly((short) 0);
            assertThat(peer.unsubscribe("a")).containsExactly((short) 0x11);

            peer.publish("a", "x", 1);
            assertThat(reason(peer.next(MqttMessage.class))).isZero();
            assertThat(peer.hasPackets()).isFalse();
        }
    }

    @Test
    void aClientWithoutAnIdGetsOne() throws Exception {
        try (MqttPeer peer = new MqttPeer(router.port(), MqttVersion.MQTT_5)) {
            MqttConnAckMessage answer = peer.connect(connect -> connect.clientId(""));

            MqttProperties properties = answer.variableHeader().properties();
            assertThat(properties.getProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER))
                    .isNotNull();
            assertThat(properties.getProperty(MqttProperties.MAXIMUM_QOS).value())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"a b, 0x90", "/a, 0x90", "a//b, 0x90", "wamp/session/on_join, 0x90"})
    void aTopicThatIsNoUriIsRefusedWithTheReason(String topic, String reason) throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.publish(topic, "x", 1);

            assertThat(reason(peer.next(MqttMessage.class))).isEqualTo(Integer.decode(reason));
        }
    }

    @Test
    void filtersThatCannotBeSubscribedAreRefusedOneByOne() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            assertThat(peer.subscribe("a b", MqttQoS.AT_MOST_ONCE)).isEqualTo(0x8F);
            assertThat(peer.subscribe("a/#/b", MqttQoS.AT_MOST_ONCE)).isEqualTo(0x8F);
            assertThat(peer.subscribe("a", MqttQoS.AT_MOST_ONCE)).isZero();
        }
    }

    @Test
    void aTopicAliasStandsForItsTopic() throws Exception {
        MqttProperties alias = new MqttProperties();
        alias.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, 3));
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.subscribe("long/topic", MqttQoS.AT_MOST_ONCE);

            peer.publish("long/topic", "one", 0, false, alias);
            peer.publish("", "two", 0, false, alias);

            assertThat(peer.nextMessage()).isEqualTo("long/topic one");
            assertThat(peer.nextMessage()).isEqualTo("long/topic two");
        }
    }

    @Test
    void aTopicAliasOutsideTheLimitEndsTheConnection() throws Exception {
        MqttProperties alias = new MqttProperties();
        alias.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, 33));
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.publish("a", "x", 0, false, alias);

            assertThat(peer.nextDisconnect()).isEqualTo(0x94);
            await().until(() -> !peer.isOpen());
        }
    }

    @Test
    void anEmptyRetainedMessageRemovesTheRetainedOne() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.publish("kept", "old", 1, true, MqttProperties.NO_PROPERTIES);
            peer.next(MqttMessage.class);
            peer.publish("kept", "", 2, true, MqttProperties.NO_PROPERTIES);
            peer.next(MqttMessage.class);

            peer.subscribe("kept", MqttQoS.AT_MOST_ONCE);
            peer.publish("kept", "live", 0);

            assertThat(peer.nextMessage()).isEqualTo("kept live");
        }
    }

    @Test
    void propertiesOfAMessageReachMqttAndWamp() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.UserProperty("k", "v"));
        properties.add(new MqttProperties.StringProperty(MqttProperties.RESPONSE_TOPIC, "answers/here"));
        properties.add(new MqttProperties.BinaryProperty(MqttProperties.CORRELATION_DATA, new byte[] {1, 2}));
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL, 3_600));
        try (Client client = router.client();
                MqttPeer subscriber = join(MqttVersion.MQTT_5, "subscriber");
                MqttPeer old = join(MqttVersion.MQTT_3_1_1, "old");
                MqttPeer publisher = join(MqttVersion.MQTT_5, "publisher")) {
            Session session = router.join(client);
            session.subscribe("a", events::add).await(MqttRouter.DEADLINE);
            subscriber.subscribe("a", MqttQoS.AT_MOST_ONCE);
            old.subscribe("a", MqttQoS.AT_MOST_ONCE);

            publisher.publish("a", "x", 0, false, properties);

            MqttPublishMessage message = subscriber.next(MqttPublishMessage.class);
            MqttProperties got = message.variableHeader().properties();
            assertThat(MqttPeer.text(message)).isEqualTo("a x");
            assertThat(got.getProperties(MqttProperties.USER_PROPERTY)).hasSize(1);
            assertThat(got.getProperty(MqttProperties.RESPONSE_TOPIC).value()).isEqualTo("answers/here");
            assertThat(got.getProperty(MqttProperties.CORRELATION_DATA).value()).isEqualTo(new byte[] {1, 2});
            assertThat((Integer) got.getProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL)
                            .value())
                    .isBetween(3_500, 3_600);
            assertThat(old.nextMessage()).isEqualTo("a x");
            Event event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event.arg(0, byte[].class)).isEqualTo(new byte[] {'x'});
            assertThat(event.kwargs()).containsOnlyKeys("mqtt");
        }
    }

    @Test
    void anExpiredMessageIsNotSent() throws Exception {
        try (Client client = router.client();
                MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            Session session = router.join(client);
            peer.subscribe("a", MqttQoS.AT_MOST_ONCE);

            session.publish(Publication.of("a").args("old").kwarg("mqtt", Map.of("expires_at", 1)));
            session.publish(Publication.of("a").args("new").kwarg("mqtt", Map.of("content_type", "text/plain")));

            MqttPublishMessage message = peer.next(MqttPublishMessage.class);
            assertThat(MqttPeer.text(message)).isEqualTo("a new");
            assertThat(message.variableHeader()
                            .properties()
                            .getProperty(MqttProperties.CONTENT_TYPE)
                            .value())
                    .isEqualTo("text/plain");
        }
    }

    @Test
    void eachMessageReachesOneMemberOfASharedSubscription() throws Exception {
        try (MqttPeer first = join(MqttVersion.MQTT_5, "first");
                MqttPeer second = join(MqttVersion.MQTT_5, "second");
                MqttPeer publisher = join(MqttVersion.MQTT_5, "publisher")) {
            first.subscribe("$share/workers/jobs/#", MqttQoS.AT_MOST_ONCE);
            second.subscribe("$share/workers/jobs/#", MqttQoS.AT_MOST_ONCE);
            first.subscribe("end", MqttQoS.AT_MOST_ONCE);
            second.subscribe("end", MqttQoS.AT_MOST_ONCE);

            for (int i = 0; i < 4; i++) {
                publisher.publish("jobs/" + i, "x", 0);
            }
            publisher.publish("end", "x", 0);

            List<String> all = new ArrayList<>(until(first, "end x"));
            int ofFirst = all.size();
            all.addAll(until(second, "end x"));
            assertThat(all).containsExactlyInAnyOrder("jobs/0 x", "jobs/1 x", "jobs/2 x", "jobs/3 x");
            assertThat(ofFirst).isEqualTo(2);
        }
    }

    private static List<String> until(MqttPeer peer, String last) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        for (String message = peer.nextMessage(); !message.equals(last); message = peer.nextMessage()) {
            messages.add(message);
        }
        return messages;
    }

    @Test
    void aClientMayExcludeItsOwnMessages() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer");
                MqttPeer other = join(MqttVersion.MQTT_5, "other")) {
            peer.subscribe(
                    "a",
                    new MqttSubscriptionOption(
                            MqttQoS.AT_MOST_ONCE, true, false, RetainedHandlingPolicy.SEND_AT_SUBSCRIBE));

            peer.publish("a", "own", 1);
            peer.next(MqttMessage.class);
            other.publish("a", "other", 0);

            assertThat(peer.nextMessage()).isEqualTo("a other");
        }
    }

    @Test
    void aSecondConnectEndsTheConnection() throws Exception {
        try (MqttPeer peer = join(MqttVersion.MQTT_5, "peer")) {
            peer.send(MqttMessageBuilders.connect()
                    .protocolVersion(MqttVersion.MQTT_5)
                    .clientId("again")
                    .build());

            assertThat(peer.nextDisconnect()).isEqualTo(0x82);
        }
    }
}
