package io.aerostat.client.value;

/**
 * An argument or result that cannot be read as the requested type. A callee answers the call with
 * {@code wamp.error.invalid_argument} (RPC-10).
 */
public final class ArgumentMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the failure of an argument that does not have the expected type. */
    public ArgumentMismatch(String message) {
        super(message);
    }

    ArgumentMismatch(String message, Throwable cause) {
        super(message, cause);
    }
}
