package io.aerostat.router.listener;

/**
 * An endpoint and the transport that the router speaks there.
 *
 * @param name the name in logs
 * @param maxConnections the largest number of open connections; the router refuses further ones with an answer of their
 *     protocol
 */
public record Listener(String name, ListeningEndpoint endpoint, Transport transport, int maxConnections) {
    public static final int DEFAULT_MAX_CONNECTIONS = 65_536;

    public Listener {
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "connections: found a limit of " + maxConnections + " (expected positive)");
        }
    }

    /** Creates a listener with the default connection limit. */
    public Listener(String name, ListeningEndpoint endpoint, Transport transport) {
        this(name, endpoint, transport, DEFAULT_MAX_CONNECTIONS);
    }

    /**
     * Returns a listener for WebSocket at every path, on a port of all interfaces, for anonymous clients.
     *
     * @param port 0 to use a free port, which {@link BoundListener#port} returns
     */
    public static Listener webSocket(int port) {
        return webSocket(new ListeningEndpoint.Tcp("0.0.0.0", port), Access.ANONYMOUS);
    }

    /** Returns a listener for WebSocket at every path, with the default options. */
    public static Listener webSocket(ListeningEndpoint endpoint, Access access) {
        return new Listener("websocket", endpoint, Transport.webSocket(access));
    }

    /**
     * Returns a listener for RawSocket on a port of all interfaces, for anonymous clients.
     *
     * @param port 0 to use a free port, which {@link BoundListener#port} returns
     */
    public static Listener rawSocket(int port) {
        return rawSocket(new ListeningEndpoint.Tcp("0.0.0.0", port), Access.ANONYMOUS);
    }

    /** Returns a listener for RawSocket with the default options. */
    public static Listener rawSocket(ListeningEndpoint endpoint, Access access) {
        return new Listener("rawsocket", endpoint, Transport.rawSocket(access));
    }

    /** Returns a copy with another name. */
    public Listener withName(String replacement) {
        return new Listener(replacement, endpoint, transport, maxConnections);
    }

    /** Returns a copy on another endpoint. */
    public Listener withEndpoint(ListeningEndpoint replacement) {
        return new Listener(name, replacement, transport, maxConnections);
    }

    /** Returns a copy with these limits for the listener and each of its services. */
    public Listener within(TransportLimits limits) {
        return new Listener(name, endpoint, transport.within(limits), limits.connections());
    }
}
