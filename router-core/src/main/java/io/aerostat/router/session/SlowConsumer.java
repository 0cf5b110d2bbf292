package io.aerostat.router.session;

/**
 * The treatment of a slow consumer: a session that has used up its outbound budget because its client does not read.
 */
public enum SlowConsumer {
    /** The session ends with GOODBYE {@code wamp.close.slow_consumer}, and the connection is closed. */
    DISCONNECT,
    /**
     * New events are dropped and counted. If an invocation cannot be queued, its caller gets an error. If any other
     * message cannot be queued, the session ends, because an answer must not be lost silently.
     */
    DROP
}
