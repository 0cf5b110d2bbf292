package io.aerostat.router.link;

/** Why a link is closed by its session; transports map it to their own codes (WebSocket 1000, 1001, 1002, 1008, 1011). */
public enum LinkClose {
    NORMAL,
    GOING_AWAY,
    PROTOCOL_ERROR,
    POLICY,
    INTERNAL_ERROR
}
