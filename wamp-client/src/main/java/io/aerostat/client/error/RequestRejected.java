package io.aerostat.client.error;

/**
 * Thrown if the client itself rejected a request and did not send it: the values cannot be encoded, the request is too
 * large, or too many requests wait for their answers.
 */
public final class RequestRejected extends WampException {
    private static final long serialVersionUID = 1L;

    /** Makes the failure of a request that was not sent. */
    public RequestRejected(String message) {
        super(message);
    }

    /** Makes the failure of a request that was not sent. */
    public RequestRejected(String message, Throwable cause) {
        super(message, cause);
    }
}
