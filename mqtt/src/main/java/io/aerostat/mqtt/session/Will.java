package io.aerostat.mqtt.session;

import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * The message that the router publishes when the session of a client ends without DISCONNECT.
 *
 * @param qos the level of service that the client requests
 * @param properties the properties of the message in MQTT 5
 * @param delay the seconds after the end of the connection; the will is published earlier if the session ends earlier
 */
record Will(String topic, byte[] payload, int qos, boolean isRetained, MqttProperties properties, long delay) {

    /** Returns the will of a CONNECT; null if there is none. */
    static @Nullable Will read(MqttConnectVariableHeader header, MqttConnectPayload payload) {
        if (!header.isWillFlag()) {
            return null;
        }
        byte[] bytes = payload.willMessageInBytes();
        return new Will(
                payload.willTopic(),
                bytes == null ? new byte[0] : bytes,
                header.willQos(),
                header.isWillRetain(),
                payload.willProperties(),
                Integer.toUnsignedLong(
                        Connect.number(payload.willProperties(), MqttProperties.WILL_DELAY_INTERVAL, 0)));
    }
}
