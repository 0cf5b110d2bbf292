package io.aerostat.protocol.local;

import io.aerostat.protocol.message.WampMessage;

/** What the client's end of an in-process connection is told, one call at a time, in order. */
public interface LocalReceiver {
    /** Called for each message of the router. */
    void message(WampMessage message);

    /** The router keeps up again, after {@link LocalConnection#isWritable()} has said that it does not. */
    default void writable() {}

    /** The connection is gone; nothing follows. Called exactly once, whoever closed it. */
    void closed(String reason);
}
