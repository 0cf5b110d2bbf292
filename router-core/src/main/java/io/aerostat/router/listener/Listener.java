package io.aerostat.router.listener;

import io.aerostat.router.session.Routes;

/**
 * An endpoint and the transport that the router speaks there.
 *
 * @param name the name in logs
 * @param maxConnections the largest number of open connections; the router refuses further ones with an answer of their
 *     protocol
 * @param proxyProtocol the addresses whose connections begin with a header of the PROXY protocol, which names the
 *     client
 */
public record Listener(
        String name, ListeningEndpoint endpoint, Transport transport, int maxConnections, Addresses proxyProtocol) {
    public static final int DEFAULT_MAX_CONNECTIONS = 65_536;

    public Listener {
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "connections: found a limit of " + maxConnections + " (expected positive)");
        }
    }

    /** Creates a listener for connections without the PROXY protocol. */
    public Listener(String name, ListeningEndpoint endpoint, Transport transport, int maxConnections) {
        this(name, endpoint, transport, maxConnections, Addresses.NONE);
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
        return new Listener(replacement, endpoint, transport, maxConnections, proxyProtocol);
    }

    /** Returns a copy on another endpoint. */
    public Listener withEndpoint(ListeningEndpoint replacement) {
        return new Listener(name, replacement, transport, maxConnections, proxyProtocol);
    }

    /** Returns a copy that requires a header of the PROXY protocol from connections of these addresses. */
    public Listener withProxyProtocol(Addresses proxies) {
        return new Listener(name, endpoint, transport, maxConnections, proxies);
    }

    /** Returns a copy with these limits for the listener and each of its services. */
    public Listener within(TransportLimits limits) {
        return new Listener(name, endpoint, transport.within(limits), limits.connections(), proxyProtocol);
    }

    /** Returns a copy whose sessions may join only these realms with these roles. */
    public Listener routed(Routes routes) {
        return transport
                .wampServices()
                .findFirst()
                .map(service -> within(new TransportLimits(
                        maxConnections,
                        service.connection().decodeLimits(),
                        service.connection().outgoingBudget(),
                        service.access().sessions().withRoutes(routes))))
                .orElse(this);
    }
}
