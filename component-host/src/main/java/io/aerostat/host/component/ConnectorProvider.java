package io.aerostat.host.component;

import io.aerostat.client.connection.Connector;
import java.util.concurrent.Executor;

/** Creates the connectors of a component. */
@FunctionalInterface
public interface ConnectorProvider {

    /**
     * Returns a connector for one run of a component.
     *
     * @param executor runs the tasks of connections that have no thread of their own
     * @throws IllegalArgumentException if the configured transport cannot be used
     */
    Connector connector(Executor executor);
}
