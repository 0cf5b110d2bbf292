package io.aerostat.protocol.local;

/** Opens in-process connections to a router; the router side implements it, the client side uses it. Any thread. */
@FunctionalInterface
public interface LocalConnector {
    /**
     * Opens a connection. The first message the client sends on it is HELLO, as on any transport.
     *
     * @param receiver gets what the router sends, in order, on a thread of the router: it must hand over at once, never block
     */
    LocalConnection open(LocalReceiver receiver);
}
