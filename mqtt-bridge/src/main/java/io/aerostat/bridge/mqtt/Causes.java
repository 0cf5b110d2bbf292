package io.aerostat.bridge.mqtt;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import java.util.concurrent.TimeoutException;

/** Describes failures of the MQTT client in one line. Stateless; any thread. */
final class Causes {
    private Causes() {}

    static String text(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof Mqtt5ConnAckException || cause instanceof Mqtt5DisconnectException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Mqtt5ConnAckException refused) {
            return "the broker refuses the connection: "
                    + refused.getMqttMessage().getReasonCode()
                    + refused.getMqttMessage()
                            .getReasonString()
                            .map(text -> " (" + text + ")")
                            .orElse("");
        }
        if (cause instanceof Mqtt5DisconnectException ended) {
            return "the connection ended: " + ended.getMqttMessage().getReasonCode();
        }
        if (cause instanceof TimeoutException) {
            return "found no answer in time";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
