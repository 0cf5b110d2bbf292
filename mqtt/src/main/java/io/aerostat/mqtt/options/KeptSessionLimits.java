package io.aerostat.mqtt.options;

import java.time.Duration;

/**
 * The limits of sessions that outlive their connections. Such a session keeps its subscriptions, and the messages with
 * QoS 1 that arrive while the client has no connection.
 *
 * @param expiry the longest time that a session may outlive its connection; zero if sessions end with their connections
 * @param sessions the number of sessions without a connection, over all listeners; a further session ends with its
 *     connection. One user, or all anonymous clients of one address, have at most four fifths of these sessions
 * @param messages the number of messages that a session without a connection keeps
 * @param bytes the size in bytes of the messages that a session without a connection keeps
 */
public record KeptSessionLimits(Duration expiry, int sessions, int messages, long bytes) {
    public static final KeptSessionLimits DEFAULT = new KeptSessionLimits(Duration.ofHours(1), 1000, 1000, 256 * 1024);

    /** Every session ends with its connection. */
    public static final KeptSessionLimits NONE = new KeptSessionLimits(Duration.ZERO, 0, 0, 0);

    private static final long LARGEST_SECONDS = 0xFFFF_FFFEL;

    public KeptSessionLimits {
        if (expiry.isNegative() || expiry.toSeconds() > LARGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "expiry: found " + expiry + " (expected zero to " + LARGEST_SECONDS + " s)");
        }
        requireNotNegative("sessions", sessions);
        requireNotNegative("messages", messages);
        requireNotNegative("bytes", bytes);
    }

    private static void requireNotNegative(String name, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + ": found " + number + " (expected zero or more)");
        }
    }
}
