package io.aerostat.router.listener;

/** An endpoint cannot be listened on. */
public final class BindException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes the failure to listen on an endpoint. */
    public BindException(ListeningEndpoint endpoint, String problem, Throwable cause) {
        super("cannot listen on " + endpoint + ": " + problem, cause);
    }

    /** Makes the failure to listen on an endpoint. */
    public BindException(ListeningEndpoint endpoint, String problem) {
        super("cannot listen on " + endpoint + ": " + problem);
    }
}
