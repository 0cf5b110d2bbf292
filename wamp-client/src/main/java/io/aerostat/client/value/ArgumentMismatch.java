package io.aerostat.client.value;

/** What arrived cannot be read as the type that was asked for. A callee answers it with {@code wamp.error.invalid_argument} (RPC-10). */
public final class ArgumentMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArgumentMismatch(String message) {
        super(message);
    }

    ArgumentMismatch(String message, Throwable cause) {
        super(message, cause);
    }
}
