package io.aerostat.bench.wire;

/** Receives the events of a connection. */
public interface ConnectionHandler {
    /** Called when the handshake of the framing is done. */
    void opened(Connection connection, Encoding encoding);

    /** Called when a message has arrived; the handler may use the bytes until it returns. */
    void received(Connection connection, byte[] bytes, int from, int length);

    /** Called when the connection has ended, except by {@link Connection#close}. */
    void lost(Connection connection, String reason);
}
