package io.aerostat.protocol.passthru;

/**
 * Thrown when a payload in passthru mode cannot be unpacked. The peer then gets {@code wamp.error.invalid_argument}
 * (PPT-9).
 */
public final class PassthruException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception. The message must contain neither key nor payload. */
    public PassthruException(String message) {
        super(message);
    }

    /** Creates an exception. The message must contain neither key nor payload. */
    public PassthruException(String message, Throwable cause) {
        super(message, cause);
    }
}
