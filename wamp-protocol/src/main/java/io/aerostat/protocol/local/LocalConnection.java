package io.aerostat.protocol.local;

import io.aerostat.protocol.message.WampMessage;

/** The client's end of an in-process connection. Any thread; messages that one thread sends arrive in order. */
public interface LocalConnection extends AutoCloseable {
    /** Sends a message to the router. Drops it if the connection is closed. Never blocks. */
    void send(WampMessage message);

    /**
     * Checks whether the router keeps up with the client. If not, {@link LocalReceiver#writable()} is called once it
     * does. Messages that are sent meanwhile are queued, and the connection ends if the queue exceeds its limit.
     */
    default boolean isWritable() {
        return true;
    }

    /** Ends the connection without GOODBYE, as if a socket were lost. {@link LocalReceiver#closed} is called then. */
    @Override
    void close();
}
