package io.aerostat.protocol.local;

import io.aerostat.protocol.message.WampMessage;

/** The client's end of an in-process connection. Any thread; messages from one thread arrive in order. */
public interface LocalConnection extends AutoCloseable {
    /** Sends a message to the router. Drops it if the connection is closed. Never blocks. */
    void send(WampMessage message);

    /**
     * Checks whether the router keeps up with the client. If not, {@link LocalReceiver#writable()} is called when the
     * router has caught up. Messages that are sent meanwhile are queued; if the queue exceeds its limit, the connection
     * ends.
     */
    default boolean isWritable() {
        return true;
    }

    /** Ends the connection without GOODBYE, like a lost socket. {@link LocalReceiver#closed} is called as a result. */
    @Override
    void close();
}
