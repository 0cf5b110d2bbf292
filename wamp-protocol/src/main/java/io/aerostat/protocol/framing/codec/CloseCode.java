package io.aerostat.protocol.framing.codec;

/** The status codes of WebSocket close frames that are sent or interpreted here (RFC 6455 §7.4). */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    /** Stands for a close frame without a code; never on the wire. */
    public static final int NO_STATUS = 1005;
    /** Stands for a connection that ended without a close frame; never on the wire. */
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
