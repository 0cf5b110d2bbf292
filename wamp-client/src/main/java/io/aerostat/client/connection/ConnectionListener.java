package io.aerostat.client.connection;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;

/** Is told what happens on a connection, in order, on the connection's executor. */
public interface ConnectionListener {
    void message(WampMessage message);

    /** What arrived is not WAMP (PV-7, PV-8). The connection delivers nothing more; whoever listens sends ABORT and closes. */
    void violation(ProtocolViolation violation);

    /** The network keeps up again. */
    void writable();

    /**
     * The connection is gone, whoever closed it. Called exactly once; nothing follows.
     *
     * @param cause for people
     */
    void closed(String cause);
}
