package io.aerostat.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests brokers that forward the messages of their clients, with a real router over sockets. */
class MqttBridgesTest {
    private static final int MARKED_3_1_1 = 0x84;
    private static final int MARKED_5 = 0x85;

    private MqttRouter router;

    @BeforeEach
    void start() throws Exception {
        router = MqttRouter.start(options -> options);
    }

    @AfterEach
    void stop() throws Exception {
        router.close();
    }

    /** Returns the CONNECT of mosquitto 2.0 as a bridge: a clean session with the client id {@code b}. */
    private static ByteBuf connect(int level) {
        return Unpooled.wrappedBuffer(
                new byte[] {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', (byte) level, 2, 0, 60, 0, 1, 'b'});
    }

    private static MqttConnectReturnCode answer(MqttPeer peer) throws InterruptedException {
        return peer.next(MqttConnAckMessage.class).variableHeader().connectReturnCode();
    }

    @Test
    void aBridgeGetsMessagesOfOthersButNotItsOwn() throws Exception {
        try (MqttPeer bridge = new MqttPeer(router.port(), MqttVersion.MQTT_3_1_1);
                MqttPeer other = MqttPeer.joined(router.port(), MqttVersion.MQTT_3_1_1, "other")) {
            bridge.send(connect(MARKED_3_1_1));
            assertThat(answer(bridge)).isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
            bridge.subscribe("#", MqttQoS.AT_MOST_ONCE);
            other.subscribe("#", MqttQoS.AT_MOST_ONCE);

            bridge.publish("rooms/1", "of the bridge", 0);
            assertThat(other.nextMessage()).isEqualTo("rooms/1 of the bridge");
            other.publish("rooms/1", "of the other", 0);

            assertThat(bridge.nextMessage()).isEqualTo("rooms/1 of the other");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9})
    void theMarkIsFoundHoweverTheBytesArrive(int first) throws Exception {
        try (MqttPeer bridge = new MqttPeer(router.port(), MqttVersion.MQTT_3_1_1)) {
            ByteBuf connect = connect(MARKED_3_1_1);
            bridge.send(connect.readRetainedSlice(first));
            bridge.send(connect);

            assertThat(answer(bridge)).isEqualTo(MqttConnectReturnCode.CONNECTION_ACCEPTED);
        }
    }

    @Test
    void onlyMqtt311HasTheMark() throws Exception {
        try (MqttPeer bridge = new MqttPeer(router.port(), MqttVersion.MQTT_3_1_1)) {
            bridge.send(connect(MARKED_5));

            assertThat(answer(bridge))
                    .isEqualTo(MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
        }
    }
}
