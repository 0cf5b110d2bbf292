package io.aerostat.mqtt.options;

import java.time.Duration;

/**
 * The limits of MQTT clients. CONNACK names the limits to a client of MQTT 5.
 *
 * @param receiveMaximum the largest number of messages with QoS 1 that may wait for their acknowledgement, in each
 *     direction; a client may ask for a smaller number
 * @param topicAliasMaximum the largest topic alias that a client may use; 0 for none
 * @param maxKeepAlive the longest keep alive; a client that asks for a longer one, or for none, gets this limit; zero
 *     for no limit
 * @param takeOversPerMinute the number of times per minute that a new connection may replace the present one with the
 *     same client id; further connections are refused
 * @param keptSessions the limits of sessions that outlive their connections
 */
public record MqttLimits(
        int receiveMaximum,
        int topicAliasMaximum,
        Duration maxKeepAlive,
        int takeOversPerMinute,
        KeptSessionLimits keptSessions) {
    public static final MqttLimits DEFAULT = new MqttLimits(256, 32, Duration.ZERO, 6, KeptSessionLimits.DEFAULT);

    private static final int LARGEST = 65_535;

    public MqttLimits {
        if (receiveMaximum < 1 || receiveMaximum > LARGEST) {
            throw new IllegalArgumentException(
                    "receiveMaximum: found " + receiveMaximum + " (expected 1 to " + LARGEST + ")");
        }
        if (topicAliasMaximum < 0 || topicAliasMaximum > LARGEST) {
            throw new IllegalArgumentException(
                    "topicAliasMaximum: found " + topicAliasMaximum + " (expected 0 to " + LARGEST + ")");
        }
        if (maxKeepAlive.isNegative() || maxKeepAlive.toSeconds() > LARGEST) {
            throw new IllegalArgumentException(
                    "maxKeepAlive: found " + maxKeepAlive + " (expected zero to " + LARGEST + " s)");
        }
        if (takeOversPerMinute < 0) {
            throw new IllegalArgumentException(
                    "takeOversPerMinute: found " + takeOversPerMinute + " (expected zero or more)");
        }
    }
}
