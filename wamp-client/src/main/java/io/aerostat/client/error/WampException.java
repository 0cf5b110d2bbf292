package io.aerostat.client.error;

/** A failure between a client and its router. Each subclass says which side failed. */
public abstract class WampException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WampException(String message) {
        super(message);
    }

    WampException(String message, Throwable cause) {
        super(message, cause);
    }
}
