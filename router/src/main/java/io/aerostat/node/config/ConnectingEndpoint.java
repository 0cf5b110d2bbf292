package io.aerostat.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An endpoint to connect to. */
public sealed interface ConnectingEndpoint {

    /**
     * A TCP port.
     *
     * @param host the host
     * @param port the port
     * @param timeout how long it may take to connect
     * @param tls the TLS options, for an encrypted connection
     * @param ipVersion the version of the Internet protocol, 4 or 6; empty for either version
     */
    record Tcp(String host, Port port, Duration timeout, Optional<ConnectingTls> tls, Optional<Integer> ipVersion)
            implements ConnectingEndpoint {}

    /**
     * A Unix domain socket.
     *
     * @param path the socket
     * @param timeout how long it may take to connect
     */
    record Unix(Path path, Duration timeout) implements ConnectingEndpoint {}

    /** The port of an endpoint. */
    sealed interface Port {
        /** A fixed port. */
        record Number(int value) implements Port {}

        /**
         * The port on which a transport of this node listens. If the transport uses any free port, the number of the
         * port is known only when the transport listens.
         */
        record OfTransport(String transportId) implements Port {}
    }
}
