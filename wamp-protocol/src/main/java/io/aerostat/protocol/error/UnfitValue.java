package io.aerostat.protocol.error;

/**
 * Thrown when a payload contains a value that must not be forwarded, such as NaN in JSON, half a surrogate pair, or
 * nesting beyond the limit. In a payload, the value makes the request fail, and the session continues. In the header of
 * a message, it is a violation like any other.
 */
public final class UnfitValue extends ProtocolViolation {
    private static final long serialVersionUID = 1L;

    private UnfitValue(String message) {
        super(message);
    }

    /** Returns an exception with the message {@code context: found X (expected Y)}. */
    public static UnfitValue of(String context, Object found, String expected) {
        return new UnfitValue(context + ": found " + found + " (expected " + expected + ")");
    }
}
