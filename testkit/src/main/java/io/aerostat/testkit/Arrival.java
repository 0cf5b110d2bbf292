package io.aerostat.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A message that a peer has received, or the end of its connection.
 *
 * @param message the bytes of the message; null if this is the end of the connection
 * @param end how the connection has ended; empty if this is a message
 */
record Arrival(byte @Nullable [] message, String end) {
    static Arrival message(byte[] bytes) {
        return new Arrival(bytes, "");
    }

    static Arrival end(String how) {
        return new Arrival(null, how);
    }
}
