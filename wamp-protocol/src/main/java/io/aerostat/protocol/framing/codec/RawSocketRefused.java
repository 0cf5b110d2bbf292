package io.aerostat.protocol.framing.codec;

import java.util.Optional;

/** A RawSocket handshake that cannot lead to a connection. It carries no stack trace, because it is caused by input, not by a bug. */
public final class RawSocketRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<RawSocketError> error;

    private RawSocketRefused(String message, Optional<RawSocketError> error) {
        super(message, null, false, false);
        this.error = error;
    }

    /** Not RawSocket at all: the connection is closed without a reply (RAW-4). */
    static RawSocketRefused silently(String message) {
        return new RawSocketRefused(message, Optional.empty());
    }

    /** RawSocket, but not acceptable: a router replies with {@code error} before it closes; a client was given it. */
    static RawSocketRefused because(RawSocketError error, String message) {
        return new RawSocketRefused(message, Optional.of(error));
    }

    /** What to reply to the peer, or what the peer replied; empty if there is nothing to reply, or the reply was not understood. */
    public Optional<RawSocketError> error() {
        return error;
    }
}
