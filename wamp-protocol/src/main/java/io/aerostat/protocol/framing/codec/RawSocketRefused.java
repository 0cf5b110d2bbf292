package io.aerostat.protocol.framing.codec;

import java.util.Optional;

/**
 * Thrown if a RawSocket handshake cannot lead to a connection. There is no stack trace, because input causes this
 * exception, not a bug.
 */
public final class RawSocketRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<RawSocketError> error;

    private RawSocketRefused(String message, Optional<RawSocketError> error) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Returns an exception for bytes that are not RawSocket: the connection is closed without a reply (RAW-4). */
    static RawSocketRefused silently(String message) {
        return new RawSocketRefused(message, Optional.empty());
    }

    /** Returns an exception for a handshake that a router refuses with {@code error}. */
    static RawSocketRefused because(RawSocketError error, String message) {
        return new RawSocketRefused(message, Optional.of(error));
    }

    /**
     * Returns the error that the router sends or has sent, or nothing if there is no reply, or the reply is unknown.
     */
    public Optional<RawSocketError> error() {
        return error;
    }
}
