package io.aerostat.client.error;

/** A request that the client itself refused and never sent: its values cannot be expressed, it is too large, or too many wait. */
public final class RequestRejected extends WampException {
    private static final long serialVersionUID = 1L;

    public RequestRejected(String message) {
        super(message);
    }

    public RequestRejected(String message, Throwable cause) {
        super(message, cause);
    }
}
