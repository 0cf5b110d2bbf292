package io.aerostat.protocol.passthru;

/** A passed-through payload cannot be opened; the application at the other end is told {@code wamp.error.invalid_argument} (PPT-9). */
public final class PassthruException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes a failure whose message contains no key and no payload. */
    public PassthruException(String message) {
        super(message);
    }

    /** Makes a failure whose message contains no key and no payload. */
    public PassthruException(String message, Throwable cause) {
        super(message, cause);
    }
}
