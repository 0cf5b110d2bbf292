package io.aerostat.protocol.passthru;

/**
 * Thrown if a passed-through payload cannot be opened. The peer gets {@code wamp.error.invalid_argument} then (PPT-9).
 */
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
