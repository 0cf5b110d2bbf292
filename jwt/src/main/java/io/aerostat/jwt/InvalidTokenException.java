package io.aerostat.jwt;

/** Thrown when a token is not accepted. The message is safe to send to the client. */
final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
