package io.aerostat.mqtt.session;

import io.netty.handler.codec.mqtt.MqttProperties;

/** Estimates the encoded size of properties. Stateless; any thread. */
final class PropertySizes {
    private PropertySizes() {}

    /** Returns an upper bound for the encoded size of the properties. */
    static int of(MqttProperties properties) {
        int size = 0;
        for (MqttProperties.MqttProperty<?> property : properties.listAll()) {
            if (property instanceof MqttProperties.UserProperties user) {
                for (MqttProperties.StringPair pair : user.value()) {
                    size += 5 + 3 * (pair.key.length() + pair.value.length());
                }
            } else if (property instanceof MqttProperties.StringProperty text) {
                size += 3 + 3 * text.value().length();
            } else if (property instanceof MqttProperties.BinaryProperty binary) {
                size += 3 + binary.value().length;
            } else {
                size += 5;
            }
        }
        return size;
    }
}
