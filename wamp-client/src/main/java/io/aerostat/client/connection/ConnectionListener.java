package io.aerostat.client.connection;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;

/** Receives the events of a connection, in order, on the executor of the connection. */
public interface ConnectionListener {
    /** Called for each message of the router, in order. */
    void message(WampMessage message);

    /**
     * Called when the router has sent something that is not WAMP (PV-7, PV-8). No message follows; the listener sends
     * ABORT and closes the connection.
     */
    void violation(ProtocolViolation violation);

    /** Called when the network has caught up with the written messages. */
    void writable();

    /**
     * Called exactly once, when the connection has ended, whichever side has ended it. No other method is called
     * afterwards.
     *
     * @param cause a text for people to read
     */
    void closed(String cause);
}
