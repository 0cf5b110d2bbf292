package io.aerostat.protocol.framing.codec;

import java.util.Optional;

/**
 * Thrown when a RawSocket handshake fails. The exception has no stack trace, because its cause is input and not a bug.
 */
public final class RawSocketRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<RawSocketError> error;

    private RawSocketRefused(String message, Optional<RawSocketError> error) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Returns an exception for bytes that are not RawSocket; the connection is then closed without a reply (RAW-4). */
    static RawSocketRefused silently(String message) {
        return new RawSocketRefused(message, Optional.empty());
    }

    /** Returns an exception for a handshake that a router refuses with this error. */
    static RawSocketRefused because(RawSocketError error, String message) {
        return new RawSocketRefused(message, Optional.of(error));
    }

    /** Returns the error in the router's reply; empty if there is no reply, or if the reply is unknown. */
    public Optional<RawSocketError> error() {
        return error;
    }
}
