package io.aerostat.protocol.local;

import io.aerostat.protocol.message.WampMessage;

/** The client's end of an in-process connection. Any thread; the order of one thread's sends is kept. */
public interface LocalConnection extends AutoCloseable {
    /** Hands a message to the router; dropped silently when the connection is closed. Never blocks. */
    void send(WampMessage message);

    /**
     * Whether the router keeps up; if not, {@link LocalReceiver#writable()} tells when it does again. What is sent all the same waits, up to a bound beyond
     * which the connection ends.
     */
    default boolean isWritable() {
        return true;
    }

    /** Ends the connection as losing a socket would; the receiver then hears {@link LocalReceiver#closed}. */
    @Override
    void close();
}
