package io.aerostat.router.peer;

/** How a session came to its end, as far as others are concerned. */
public enum LeaveReason {
    /** Its WELCOME could not be sent: it never was there. */
    UNWELCOMED,
    /** The client said GOODBYE. */
    GOODBYE,
    /** The connection was lost, or ended by a protocol violation. */
    LOST,
    /** Ended by {@code wamp.session.kill} or for being too slow. */
    KILLED,
    /** Ended together with all others: no testaments and no {@code on_leave} (SM-2, TES-7). */
    KILLED_WITH_ALL,
    /** The router shuts down: no testaments (TES-7). */
    SHUTDOWN;

    /** Whether testaments are published and the leaving is announced. */
    public boolean isAnnounced() {
        return this != UNWELCOMED && this != KILLED_WITH_ALL && this != SHUTDOWN;
    }
}
