package io.aerostat.acceptance.conformance;

import java.io.IOException;

/** One connection to the router that carries whole messages. Made for one test thread; what it hears goes to an {@link Inbox}. */
interface Connection extends AutoCloseable {
    /** Sends the octets of a message in the framing of the transport. */
    void send(byte[] message) throws IOException;

    /** Sends octets as they are, without a framing; not for transports of requests or objects. */
    default void sendUnframed(byte[] octets) throws IOException {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " has no stream of octets");
    }

    /** Ends the connection as a lost network would, as far as the transport can. */
    void reset() throws IOException;

    /** Ends the connection in order, on this side. */
    @Override
    void close() throws IOException;
}
