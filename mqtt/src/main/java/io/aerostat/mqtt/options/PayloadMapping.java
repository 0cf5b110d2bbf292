package io.aerostat.mqtt.options;

import io.aerostat.protocol.payload.Serialization;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the payloads of MQTT messages become arguments of WAMP events, and vice versa. */
public sealed interface PayloadMapping {
    /**
     * The payload stays unchanged. A WAMP subscriber gets one binary value, and an event with one binary value or one
     * string becomes an MQTT message with these bytes.
     */
    record Passthrough() implements PayloadMapping {}

    /**
     * The payload is a dictionary with {@code args} and {@code kwargs}.
     *
     * @param serialization the serialization of the dictionary
     */
    record Native(Serialization serialization) implements PayloadMapping {}

    /**
     * Procedures convert the payloads.
     *
     * @param encoder the procedure that makes the payload of an MQTT message from an event
     * @param decoder the procedure that makes an event from the payload of an MQTT message
     * @param realm the realm of the procedures; null for the realm of the clients
     * @param timeout how long a procedure may take
     */
    record Dynamic(String encoder, String decoder, @Nullable String realm, Duration timeout) implements PayloadMapping {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

        public Dynamic {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("timeout: found " + timeout + " (expected more than zero)");
            }
        }

        /** Creates a mapping with the default timeout. */
        public Dynamic(String encoder, String decoder, @Nullable String realm) {
            this(encoder, decoder, realm, DEFAULT_TIMEOUT);
        }
    }
}
