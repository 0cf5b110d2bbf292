package io.aerostat.mqtt.session;

/** The state of the session of a link. */
enum LinkState {
    AWAITING_CONNECT,
    JOINING,
    RESUMING,
    JOINED,
    CLOSED
}
