package io.aerostat.mqtt.session;

import io.netty.handler.codec.mqtt.MqttProperties;
import java.time.Instant;

/**
 * A message for a client.
 *
 * @param publication the id of the WAMP publication
 * @param acknowledged whether the message is sent with QoS 1, so that the client acknowledges it; otherwise with QoS 0
 * @param expiresAt the time in seconds since 1970 after which the message is not sent; 0 if the message never expires
 */
record Message(
        long publication,
        String topic,
        byte[] payload,
        boolean acknowledged,
        boolean isRetained,
        MqttProperties properties,
        long expiresAt) {
    private static final long LONGEST_EXPIRY = 0xFFFF_FFFFL;

    /** Checks whether the message must not be sent any more. */
    boolean isExpired() {
        return expiresAt != 0 && expiresAt <= Instant.now().getEpochSecond();
    }

    /** Returns the properties to send now. In MQTT 5, an expiry is the number of seconds that are left. */
    MqttProperties current() {
        if (expiresAt == 0) {
            return properties;
        }
        MqttProperties current = new MqttProperties();
        properties.listAll().forEach(current::add);
        long left = Math.max(1, expiresAt - Instant.now().getEpochSecond());
        current.add(new MqttProperties.IntegerProperty(
                MqttProperties.PUBLICATION_EXPIRY_INTERVAL, (int) Math.min(left, LONGEST_EXPIRY)));
        return current;
    }

    /** Returns an upper bound for the size of the packet. */
    int size() {
        return size(topic, payload.length, properties);
    }

    /**
     * Returns an upper bound for the size of the packet of a message with this topic, and with a payload of this
     * length.
     */
    static int size(String topic, int payloadLength, MqttProperties properties) {
        return 32 + topic.length() * 3 + payloadLength + PropertySizes.of(properties);
    }
}
