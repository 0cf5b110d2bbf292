package io.aerostat.protocol.framing.codec;

/**
 * Thrown if a peer breaks RFC 6455, RFC 7692 or a limit; the connection must be closed with a close code. There is no
 * stack trace, because input causes this exception, not a bug.
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

    /** Returns the code of the close frame to send (RFC 6455 §7.4.1). */
    public int closeCode() {
        return closeCode;
    }
}
