package io.aerostat.protocol.framing.codec;

/** The status codes of WebSocket close frames that this project sends or interprets (RFC 6455 §7.4). */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    /** Means that a close frame has no code; never sent. */
    public static final int NO_STATUS = 1005;
    /** Means that a connection has ended without a close frame; never sent. */
    public static final int ABNORMAL = 1006;

    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int MESSAGE_TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}

    /** Checks whether a peer may send this code. */
    static boolean isValid(int code) {
        return code >= NORMAL && code <= UNSUPPORTED_DATA
                || code >= INVALID_PAYLOAD && code <= 1014
                || code >= 3000 && code <= 4999;
    }
}
