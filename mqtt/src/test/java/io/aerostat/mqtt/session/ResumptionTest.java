package io.aerostat.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.mqtt.options.MqttOptions;
import io.aerostat.mqtt.packet.MqttConnection;
import io.aerostat.mqtt.payload.Mappings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final MqttOptions OPTIONS = new MqttOptions("realm1");

    private final FakeBridge bridge = new FakeBridge();

    private EmbeddedChannel connect() {
        EmbeddedChannel channel = new EmbeddedChannel();
        MqttConnection.install(
                channel.pipeline(),
                4_096,
                Duration.ofMinutes(1),
                connection -> new MqttLink(connection, bridge, OPTIONS, new Mappings(OPTIONS.mappings())));
        send(
                channel,
                MqttMessageBuilders.connect()
                        .protocolVersion(MqttVersion.MQTT_3_1_1)
                        .clientId("same")
                        .cleanSession(false)
                        .build());
        return channel;
    }

    private static void send(EmbeddedChannel channel, MqttMessage packet) {
        EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
        encoder.writeOutbound(packet);
        channel.writeInbound(encoder.<ByteBuf>readOutbound());
        encoder.finishAndReleaseAll();
        channel.runPendingTasks();
    }

    /** Returns the topics of the messages that have been sent to a client. */
    private static List<String> topics(EmbeddedChannel channel) {
        EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder());
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            decoder.writeInbound(bytes);
        }
        List<String> topics = new ArrayList<>();
        for (Object packet = decoder.readInbound(); packet != null; packet = decoder.readInbound()) {
            if (packet instanceof MqttPublishMessage publish) {
                topics.add(publish.variableHeader().topicName());
                publish.release();
            }
        }
        decoder.finishAndReleaseAll();
        return topics;
    }

    @Test
    void messagesOfAFilterThatIsNoLongerAllowedAreNotDelivered() {
        EmbeddedChannel first = connect();
        send(
                first,
                MqttMessageBuilders.subscribe()
                        .messageId(1)
                        .addSubscription(MqttQoS.AT_LEAST_ONCE, "a")
                        .addSubscription(MqttQoS.AT_LEAST_ONCE, "b")
                        .build());
        send(
                first,
                MqttMessageBuilders.publish()
                        .topicName("a")
                        .qos(MqttQoS.AT_MOST_ONCE)
                        .payload(Unpooled.EMPTY_BUFFER)
                        .build());
        assertThat(topics(first)).containsExactly("a", "b"); // FakeBridge sends it to every subscription
        first.close();

        bridge.forbid("b");
        EmbeddedChannel second = connect();
        for (int i = 0; i < 10; i++) {
            first.runPendingTasks();
            second.runPendingTasks();
        }

        assertThat(topics(second)).containsExactly("a");
        second.finishAndReleaseAll();
        first.finishAndReleaseAll();
    }
}
