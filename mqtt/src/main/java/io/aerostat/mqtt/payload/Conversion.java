package io.aerostat.mqtt.payload;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.serializer.DecodeLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversion between MQTT payloads and WAMP events that the router makes itself, without calling a procedure.
 * Stateless; any thread.
 */
interface Conversion {
    /**
     * Returns the event for the payload of an MQTT message.
     *
     * @param properties the keyword argument {@code mqtt} of the event; empty for none
     */
    EventContent toEvent(byte[] payload, Map<String, @Nullable Object> properties, DecodeLimits limits)
            throws UnfitPayload;

    /** Returns the event for an empty message that removes the retained event of its topic. */
    EventContent emptyEvent();

    /** Returns the MQTT message for an event. */
    MessageContent toMessage(Payload payload) throws UnfitPayload;
}
