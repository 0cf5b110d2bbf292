package io.aerostat.mqtt.payload;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;

/**
 * The parts of a WAMP event that come from the payload of an MQTT message.
 *
 * @param passthru the attributes that describe an encoded payload
 * @param audience the sessions that may receive the event
 * @param isEmptyMessage whether the MQTT message has no payload
 */
public record EventContent(Payload payload, Passthru passthru, Audience audience, boolean isEmptyMessage) {}
