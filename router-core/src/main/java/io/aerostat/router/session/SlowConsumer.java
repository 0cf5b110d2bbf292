package io.aerostat.router.session;

/** What becomes of a session whose peer does not read what is queued for it, once its outbound budget is used up (P4). */
public enum SlowConsumer {
    /** GOODBYE {@code wamp.close.slow_consumer}, and the end of the connection. */
    DISCONNECT,
    /**
     * New events are dropped and counted, and the callers of invocations that cannot be queued get an error; anything else ends the session all the
     * same, for an answer is never lost silently.
     */
    DROP
}
