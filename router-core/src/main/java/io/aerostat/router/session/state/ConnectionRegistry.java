package io.aerostat.router.session.state;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All connections of a router that speak WAMP, joined or not. Any thread. */
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

    /** How many connections there are. */
    public int size() {
        return connections.size();
    }

    /**
     * Tells every peer that the router goes: GOODBYE to the joined, ABORT to the joining (SES-17).
     *
     * @return completes when all connections are closed, which takes at most as long as the timeout for a peer's GOODBYE
     */
    public CompletableFuture<Void> shutDown() {
        shuttingDown = true;
        return CompletableFuture.allOf(
                List.copyOf(connections).stream().map(WampConnection::shutDown).toArray(CompletableFuture<?>[]::new));
    }
}
