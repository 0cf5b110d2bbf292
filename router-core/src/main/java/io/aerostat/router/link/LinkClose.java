package io.aerostat.router.link;

import io.aerostat.protocol.framing.codec.CloseCode;

/** The reason why a session closes its link. */
public enum LinkClose {
    NORMAL(CloseCode.NORMAL),
    GOING_AWAY(CloseCode.GOING_AWAY),
    PROTOCOL_ERROR(CloseCode.PROTOCOL_ERROR),
    POLICY(CloseCode.POLICY_VIOLATION),
    INTERNAL_ERROR(CloseCode.INTERNAL_ERROR);

    private final int closeCode;

    LinkClose(int closeCode) {
        this.closeCode = closeCode;
    }

    /** Returns the status code for a WebSocket close frame; other transports do not send a code. */
    public int closeCode() {
        return closeCode;
    }
}
