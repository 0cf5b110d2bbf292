package io.aerostat.router.session;

/** The treatment of a slow consumer: a session whose client does not read, so that its outbound budget is used up. */
public enum SlowConsumer {
    /** The session ends with GOODBYE {@code wamp.close.slow_consumer}, and the connection is closed. */
    DISCONNECT,
    /**
     * New events are dropped and counted, and the caller of an invocation that cannot be queued gets an error. Any
     * other message that cannot be queued ends the session, because an answer must not be lost silently.
     */
    DROP
}
