package io.aerostat.client.connection;

import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import java.util.concurrent.Executor;

/** An open connection to a router. Methods are called on {@link #executor()} unless their comment says "any thread". */
public interface Connection {
    /** Returns the serializer of the messages; payloads in its serialization need no transcoding. Any thread. */
    Serializer serializer();

    /**
     * Returns the executor of the connection, which runs tasks one at a time and in order, and which also calls the
     * listener. Any thread.
     */
    Executor executor();

    /** Returns the channel bindings that bind an authentication to this connection. Any thread. */
    default ChannelBindings bindings() {
        return ChannelBindings.NONE;
    }

    /**
     * Checks whether the connection is encrypted or stays within this machine, so that nobody can read it on the
     * network (TIC-3). Any thread.
     */
    boolean isPrivate();

    /**
     * Queues a message for the next {@link #flush()}. A message for a closed connection is dropped silently.
     *
     * @throws MessageRefused if the message cannot be sent; no part of the message has been queued
     */
    void write(WampMessage message) throws MessageRefused;

    /** Sends the queued messages. */
    void flush();

    /**
     * Checks whether the network accepts messages as fast as they are written. If it does not,
     * {@link ConnectionListener#writable()} is called when the network has caught up.
     */
    boolean isWritable();

    /**
     * Sends the queued messages and closes the connection. {@link ConnectionListener#closed} follows, unless it has
     * been called already.
     */
    void close();
}
