package io.aerostat.router.session.state;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All WAMP connections of a router, joined or not. Any thread. */
public final class ConnectionRegistry {
    private final Set<WampConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean shuttingDown;

    void add(WampConnection connection) {
        connections.add(connection);
        if (shuttingDown) {
            connection.shutDown();
        }
    }

    void remove(WampConnection connection) {
        connections.remove(connection);
    }

    /** Returns the number of connections. */
    public int size() {
        return connections.size();
    }

    /**
     * Ends all connections because the router shuts down: with GOODBYE those with a session, with ABORT the others
     * (SES-17).
     *
     * @return completes when all connections are closed, at the latest when the timeout for GOODBYE has passed
     */
    public CompletableFuture<Void> shutDown() {
        shuttingDown = true;
        return CompletableFuture.allOf(
                List.copyOf(connections).stream().map(WampConnection::shutDown).toArray(CompletableFuture<?>[]::new));
    }
}
