package io.aerostat.protocol.error;

/**
 * What a peer sent is not WAMP: malformed bytes, a wrong element, an unknown type or a wrongly typed option (PV-1 to PV-12). The message says
 * what was found and what was expected. It carries no stack trace, because it is caused by input, not by a bug.
 */
public sealed class ProtocolViolation extends Exception permits UnfitValue {
    private static final long serialVersionUID = 1L;

    /** Makes a violation whose message says what was found and what was expected. */
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }

    /** The usual form: {@code context: found X (expected Y)}. */
    public static ProtocolViolation of(String context, Object found, String expected) {
        return new ProtocolViolation(context + ": found " + found + " (expected " + expected + ")");
    }
}
