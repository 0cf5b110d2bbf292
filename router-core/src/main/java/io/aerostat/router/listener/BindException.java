package io.aerostat.router.listener;

/** Thrown when the router cannot listen on an endpoint. */
public final class BindException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for an endpoint. */
    public BindException(ListeningEndpoint endpoint, String problem, Throwable cause) {
        super("cannot listen on " + endpoint + ": " + problem, cause);
    }

    /** Creates an exception for an endpoint. */
    public BindException(ListeningEndpoint endpoint, String problem) {
        super("cannot listen on " + endpoint + ": " + problem);
    }
}
