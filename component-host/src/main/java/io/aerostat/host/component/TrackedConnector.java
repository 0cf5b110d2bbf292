package io.aerostat.host.component;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the connection of a component, so that it can be closed even if the component hangs: the router must not
 * keep the registrations of a component that has been given up. A component has one connection at a time. Any thread.
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
