package io.aerostat.protocol.local;

/**
 * Opens in-process connections to a router. The router implements this interface, and the client uses it. Any thread.
 */
@FunctionalInterface
public interface LocalConnector {
    /**
     * Opens a connection. As on any transport, the client's first message is HELLO.
     *
     * @param receiver receives the router's messages, in order, on a thread of the router; must not block
     */
    LocalConnection open(LocalReceiver receiver);
}
