package io.aerostat.router.peer;

/**
 * The reason why a session ended. The reason decides whether the router publishes the testaments and announces the end
 * of the session.
 */
public enum LeaveReason {
    /**
     * The session was never announced, because WELCOME could not be sent, or because the realm was closed or the role
     * removed at the same moment.
     */
    UNWELCOMED,
    /** The client sent GOODBYE. */
    GOODBYE,
    /** The connection was lost, or ended by a protocol violation. */
    LOST,
    /** The session was ended by {@code wamp.session.kill}, or because the client was a slow consumer. */
    KILLED,
    /** The proof of the client's identity, such as a token, has expired (P30). */
    EXPIRED,
    /** The session was ended together with all others, without testaments and {@code on_leave} (SM-2, TES-7). */
    KILLED_WITH_ALL,
    /** The router is shutting down; testaments are not published (TES-7). */
    SHUTDOWN;

    /** Returns the word for this reason in logs and in labels of metrics. */
    public String word() {
        return switch (this) {
            case UNWELCOMED -> "unwelcomed";
            case GOODBYE -> "goodbye";
            case LOST -> "lost";
            case KILLED, KILLED_WITH_ALL -> "killed";
            case EXPIRED -> "expired";
            case SHUTDOWN -> "shutdown";
        };
    }

    /** Checks whether testaments are published and the end of the session is announced. */
    public boolean isAnnounced() {
        return this != UNWELCOMED && this != KILLED_WITH_ALL && this != SHUTDOWN;
    }
}
