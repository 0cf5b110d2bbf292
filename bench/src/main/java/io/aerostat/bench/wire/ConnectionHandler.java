package io.aerostat.bench.wire;

/** What happens on a connection. */
public interface ConnectionHandler {
    /** The handshake of the framing is done. */
    void opened(Connection connection, Encoding encoding);

    /** A message has arrived; the bytes are the handler's until it returns. */
    void received(Connection connection, byte[] bytes, int from, int length);

    /** The connection has ended, and not by {@link Connection#close}. */
    void lost(Connection connection, String reason);
}
