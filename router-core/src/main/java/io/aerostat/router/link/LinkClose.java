package io.aerostat.router.link;

import io.aerostat.protocol.framing.codec.CloseCode;

/** Why a session closes its link. */
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

    /** Returns the status code of a WebSocket close frame; other transports do not send it. */
    public int closeCode() {
        return closeCode;
    }
}
