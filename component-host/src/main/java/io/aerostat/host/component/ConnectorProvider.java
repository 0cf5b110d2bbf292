package io.aerostat.host.component;

import io.aerostat.client.connection.Connector;
import java.util.concurrent.Executor;

/** Says how a component reaches its router. */
@FunctionalInterface
public interface ConnectorProvider {

    /**
     * A connector for one run of a component.
     *
     * @param executor a thread for connections that have none of their own
     * @throws IllegalArgumentException when what the configuration says of the transport is no good
     */
    Connector connector(Executor executor);
}
