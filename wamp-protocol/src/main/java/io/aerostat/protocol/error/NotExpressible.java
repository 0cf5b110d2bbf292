package io.aerostat.protocol.error;

/**
 * Thrown when the target serialization cannot express a value of a payload. In JSON, examples are NaN and a string that
 * begins with U+0000 (SER-4, SER-7).
 */
public final class NotExpressible extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message names the value that cannot be expressed. */
    public NotExpressible(String message) {
        super(message, null, false, false);
    }
}
