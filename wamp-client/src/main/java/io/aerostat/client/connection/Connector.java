package io.aerostat.client.connection;

import java.util.concurrent.CompletableFuture;

/** Opens connections to one router. Any thread. */
public interface Connector {
    /**
     * Opens a connection. The future fails with {@link io.aerostat.client.error.ConnectFailed} if it cannot be opened; the listener then hears nothing.
     * Canceling the future gives up.
     */
    CompletableFuture<Connection> open(ConnectionListener listener);

    /** Where it leads, for logs and errors; no secrets. */
    @Override
    String toString();
}
