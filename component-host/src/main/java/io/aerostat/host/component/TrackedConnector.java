package io.aerostat.host.component;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connection of a component, so that the connection can be closed even if the component hangs. Otherwise, the
 * router would keep the registrations of a component that was abandoned. A component has one connection at a time. Any
 * thread.
 */
final class TrackedConnector implements Connector {

    private final Connector connector;
    private volatile @Nullable Connection latest;

    TrackedConnector(Connector connector) {
        this.connector = connector;
    }

    @Override
    public CompletableFuture<Connection> open(ConnectionListener listener) {
        CompletableFuture<Connection> opening = connector.open(listener);
        opening.thenAccept(connection -> latest = connection);
        return opening;
    }

    void cut() {
        Connection connection = latest;
        if (connection != null) {
            connection.executor().execute(connection::close);
        }
    }

    @Override
    public String toString() {
        return connector.toString();
    }
}
