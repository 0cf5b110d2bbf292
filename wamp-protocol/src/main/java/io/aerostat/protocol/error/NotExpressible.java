package io.aerostat.protocol.error;

/** A payload holds a value that the target serialization cannot carry, such as NaN or a text that begins with U+0000 in JSON (SER-4, SER-7). */
public final class NotExpressible extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes a failure whose message names what cannot be expressed. */
    public NotExpressible(String message) {
        super(message, null, false, false);
    }
}
