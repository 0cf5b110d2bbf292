package io.aerostat.protocol.framing.codec;

/** The peer broke RFC 6455, RFC 7692 or a limit: the connection is to be failed with a close code. No stack trace: it is caused by input. */
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
                "WebSocket message: found " + Long.toUnsignedString(found) + " octets (expected at most " + expected
                        + ")");
    }

    /** What the close frame says (RFC 6455 §7.4.1). */
    public int closeCode() {
        return closeCode;
    }
}
