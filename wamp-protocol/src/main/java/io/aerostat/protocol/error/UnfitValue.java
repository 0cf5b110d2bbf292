package io.aerostat.protocol.error;

/**
 * A value that no payload may hold, in a message whose header and framing are fine: NaN in JSON, half a surrogate pair, nesting beyond the limit. It costs
 * its sender the request, not the session (P21). Within a header it is a violation like any other.
 */
public final class UnfitValue extends ProtocolViolation {
    private static final long serialVersionUID = 1L;

    private UnfitValue(String message) {
        super(message);
    }

    /** The usual form: {@code context: found X (expected Y)}. */
    public static UnfitValue of(String context, Object found, String expected) {
        return new UnfitValue(context + ": found " + found + " (expected " + expected + ")");
    }
}
