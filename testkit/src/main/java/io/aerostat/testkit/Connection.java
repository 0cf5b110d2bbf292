package io.aerostat.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection to a router that carries whole messages. One thread may read while another one sends. */
public interface Connection extends AutoCloseable {
    /** Sends a message, given as bytes, in the framing of the transport. */
    void send(byte[] message) throws IOException;

    /**
     * Waits for the next frame, and answers the frame if it is a ping.
     *
     * @return the message that the frame completes, without its framing; null if it completes none
     * @throws IOException if the connection has ended; the exception's message says how the connection has ended
     */
    byte @Nullable [] readFrame() throws IOException;

    /** Ends the connection like a network failure, as far as the transport can do so. */
    void reset() throws IOException;

    /** Closes this side of the connection without a closing handshake. */
    @Override
    void close() throws IOException;
}
