package io.aerostat.jwt;

/** A token that is not accepted. The message may be sent to the client. */
final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
