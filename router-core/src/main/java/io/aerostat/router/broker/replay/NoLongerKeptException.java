package io.aerostat.router.broker.replay;

/** Thrown when the history has removed an event before a replay could read it. Has no stack trace. */
final class NoLongerKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLongerKeptException() {
        super("the history has removed events that the subscriber has not got yet", null, false, false);
    }
}
