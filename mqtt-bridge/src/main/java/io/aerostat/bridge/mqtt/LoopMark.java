package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * The user property that marks the messages of a bridge with its client id. A bridge drops messages with its own mark,
 * which other bridges between brokers may have sent back. Immutable; any thread.
 */
record LoopMark(String clientId) {
    private static final String NAME = "aerostat-bridge";

    /** Returns the user properties of an outgoing message. */
    Mqtt5UserProperties properties() {
        return Mqtt5UserProperties.builder().add(NAME, clientId).build();
    }

    /** Checks whether this bridge has sent a message. */
    boolean isOn(Mqtt5Publish message) {
        return message.getUserProperties().asList().stream()
                .anyMatch(each -> each.getName().toString().equals(NAME)
                        && each.getValue().toString().equals(clientId));
    }
}
