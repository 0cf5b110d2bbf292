package io.aerostat.protocol.error;

/**
 * Thrown when a peer has sent data that is not valid WAMP: malformed bytes, a wrong element, an unknown message type,
 * or an option of the wrong type (PV-1 to PV-12). The message says what was found and what was expected. The exception
 * has no stack trace, because its cause is input and not a bug.
 */
public sealed class ProtocolViolation extends Exception permits UnfitValue {
    private static final long serialVersionUID = 1L;

    /** Creates a violation whose message says what was found and what was expected. */
    public ProtocolViolation(String message) {
        super(message, null, false, false);
    }

    /** Returns an exception with the message {@code context: found X (expected Y)}. */
    public static ProtocolViolation of(String context, Object found, String expected) {
        return new ProtocolViolation(context + ": found " + found + " (expected " + expected + ")");
    }
}
