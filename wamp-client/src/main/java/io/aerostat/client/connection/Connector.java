package io.aerostat.client.connection;

import java.util.concurrent.CompletableFuture;

/** Opens connections to one router. Any thread. */
public interface Connector {
    /**
     * Opens a connection. If the attempt fails, the future fails with {@link io.aerostat.client.error.ConnectFailed}
     * and the listener is not called. Canceling the future stops the attempt.
     */
    CompletableFuture<Connection> open(ConnectionListener listener);

    /** Returns the address of the router for logs and errors, without secrets. */
    @Override
    String toString();
}
