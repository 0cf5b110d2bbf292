package io.aerostat.protocol.framing.codec;

/**
 * Thrown when a peer violates RFC 6455 or RFC 7692 or exceeds a limit. The connection must then be closed with a close
 * code. The exception has no stack trace, because its cause is input and not a bug.
 */
public final class WebSocketFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    public WebSocketFailure(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    static WebSocketFailure protocolError(String found, String expected) {
        return new WebSocketFailure(
                CloseCode.PROTOCOL_ERROR, "WebSocket frame: found " + found + " (expected " + expected + ")");
    }

    static WebSocketFailure tooBig(long found, long expected) {
        return new WebSocketFailure(
                CloseCode.MESSAGE_TOO_BIG,
                "WebSocket message: found " + Long.toUnsignedString(found) + " bytes (expected at most " + expected
                        + ")");
    }

    /** Returns the code for the close frame (RFC 6455 §7.4.1). */
    public int closeCode() {
        return closeCode;
    }
}
