package io.aerostat.host.transport;

import io.aerostat.client.connection.Connection;
import io.aerostat.client.connection.ConnectionListener;
import io.aerostat.client.connection.Connector;
import io.aerostat.client.error.ConnectFailed;
import io.aerostat.host.component.ConnectorProvider;
import java.util.concurrent.CompletableFuture;

/** Turns the transports of a configuration into the client's connectors. */
public final class Connectors {

    private Connectors() {}

    /** Connectors over a transport. */
    public static ConnectorProvider of(ComponentTransport transport) {
        return executor -> new Connector() {
            @Override
            public CompletableFuture<Connection> open(ConnectionListener listener) {
                return CompletableFuture.failedFuture(new ConnectFailed("the client has no such transport yet"));
            }

            @Override
            public String toString() {
                return transport.toString();
            }
        };
    }
}
