package io.aerostat.router.transport;

/** An endpoint cannot be listened on. */
public final class BindException extends Exception {
    private static final long serialVersionUID = 1L;

    BindException(Endpoint endpoint, String problem, Throwable cause) {
        super("cannot listen on " + endpoint + ": " + problem, cause);
    }

    BindException(Endpoint endpoint, String problem) {
        super("cannot listen on " + endpoint + ": " + problem);
    }
}
