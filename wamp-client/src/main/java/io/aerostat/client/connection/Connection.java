package io.aerostat.client.connection;

import io.aerostat.protocol.authentication.ChannelBindings;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.serializer.Serializer;
import java.util.concurrent.Executor;

/** One open connection to a router. All but {@link #serializer()} and {@link #executor()} is called on {@link #executor()} only. */
public interface Connection {
    /** What the messages are serialized with; payloads in this serialization need no transcoding. Any thread. */
    Serializer serializer();

    /** Runs tasks one at a time, in order; the listener is called on it, too. Any thread. */
    Executor executor();

    /** What this end knows of the connection, to bind an authentication to it. Any thread. */
    default ChannelBindings bindings() {
        return ChannelBindings.NONE;
    }

    /** Whether nobody outside can read along: encrypted, or within this machine (TIC-3). Any thread. */
    boolean isPrivate();

    /**
     * Appends a message to what the next {@link #flush()} sends. Dropped silently once the connection is closed.
     *
     * @throws MessageRefused if the message cannot be sent; nothing of it was
     */
    void write(WampMessage message) throws MessageRefused;

    void flush();

    /** Whether the network keeps up; if not, {@link ConnectionListener#writable()} tells when it does again. */
    boolean isWritable();

    /** Sends what is written and closes. The listener hears {@link ConnectionListener#closed}, unless it has already. */
    void close();
}
