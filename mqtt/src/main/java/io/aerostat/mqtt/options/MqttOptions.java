package io.aerostat.mqtt.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options of MQTT on a listener.
 *
 * @param realm the realm that all clients join
 * @param mappings the mappings of payloads, by the beginning of the WAMP topic; the longest beginning applies. A
 *     message without a mapping is refused
 * @param limits the limits of each client
 */
public record MqttOptions(String realm, Map<String, PayloadMapping> mappings, MqttLimits limits) {
    /** The mappings that leave every payload unchanged. */
    public static final Map<String, PayloadMapping> PASSTHROUGH = Map.of("", new PayloadMapping.Passthrough());

    public MqttOptions {
        mappings = Collections.unmodifiableMap(new LinkedHashMap<>(mappings));
    }

    /** Creates options that leave every payload unchanged, with the default limits. */
    public MqttOptions(String realm) {
        this(realm, PASSTHROUGH, MqttLimits.DEFAULT);
    }
}
