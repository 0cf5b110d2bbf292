package io.aerostat.client.error;

/**
 * Thrown if a request failed because there is no session: the session ended before the request was answered, or had not
 * been joined when the request was made (P8). It is unknown whether the router acted on a request that was sent.
 */
public final class SessionLost extends WampException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason why the session ended: the URI of a GOODBYE or ABORT, or {@code wamp.close.transport_lost}
     * @param message a text for people to read
     */
    public SessionLost(String reason, String message) {
        super(message.isEmpty() ? reason : reason + ": " + message);
        this.reason = reason;
    }

    /** Returns why the session ended, as a URI. */
    public String reason() {
        return reason;
    }
}
