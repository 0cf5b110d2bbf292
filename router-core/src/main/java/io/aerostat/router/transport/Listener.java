package io.aerostat.router.transport;

import io.aerostat.router.listener.ListeningEndpoint;

/**
 * A place to listen, and what is spoken there.
 *
 * @param name for logs
 * @param maxConnections how many may be open at the same time; one more is told so and ended
 */
public record Listener(String name, ListeningEndpoint endpoint, Protocol protocol, int maxConnections) {
    public static final int DEFAULT_MAX_CONNECTIONS = 65_536;

    public Listener {
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "connections: found a limit of " + maxConnections + " (expected positive)");
        }
    }

    /** With the default limit. */
    public Listener(String name, ListeningEndpoint endpoint, Protocol protocol) {
        this(name, endpoint, protocol, DEFAULT_MAX_CONNECTIONS);
    }
}
