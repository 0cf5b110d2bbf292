package io.aerostat.protocol.local;

import io.aerostat.protocol.message.WampMessage;

/**
 * Receives the router's messages at the client's end of an in-process connection: one call at a time, in order, on a
 * thread of the router. Must not block.
 */
public interface LocalReceiver {
    /** Called for each message from the router. */
    void message(WampMessage message);

    /** Called when the router keeps up again after {@link LocalConnection#isWritable()} has returned false. */
    default void writable() {}

    /** Called exactly once, when either end has closed the connection. No other call follows. */
    void closed(String reason);
}
