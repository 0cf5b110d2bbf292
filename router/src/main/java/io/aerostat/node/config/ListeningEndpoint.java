package io.aerostat.node.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where a transport listens. */
public sealed interface ListeningEndpoint {

    /** How many connections may wait to be accepted. */
    int backlog();

    /** Where it is configured. */
    Origin origin();

    /**
     * A TCP port.
     *
     * @param host the address of the interface, or all of them
     * @param port the port; 0 for a free one
     * @param shared whether other processes may listen on the same port
     * @param tls for encrypted connections
     */
    record Tcp(String host, int port, int backlog, boolean shared, Optional<ServerTls> tls, Origin origin)
            implements ListeningEndpoint {}

    /**
     * A Unix domain socket.
     *
     * @param path where it is made; an older socket there is removed
     */
    record Unix(Path path, int backlog, Origin origin) implements ListeningEndpoint {}
}
