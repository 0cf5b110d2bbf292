package io.aerostat.mqtt.payload;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an MQTT message that come from a WAMP event.
 *
 * @param properties the keyword argument {@code mqtt} of the event; empty if there is none
 */
public record MessageContent(byte[] payload, Map<String, @Nullable Object> properties) {}
