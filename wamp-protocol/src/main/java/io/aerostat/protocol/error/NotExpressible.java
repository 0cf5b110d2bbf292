package io.aerostat.protocol.error;

/**
 * Thrown if a payload holds a value that the target serialization cannot express: in JSON, for example, NaN or a string
 * that begins with U+0000 (SER-4, SER-7).
 */
public final class NotExpressible extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes a failure whose message names what cannot be expressed. */
    public NotExpressible(String message) {
        super(message, null, false, false);
    }
}
