package io.aerostat.client.error;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import java.util.Set;

/** The session was not joined: the router or this client sent ABORT. */
public final class JoinRefused extends WampException {
    private static final long serialVersionUID = 1L;

    /**
     * Reasons that may no longer apply at the next attempt: the router is starting or stopping, its authenticator has
     * not joined yet, or the address is locked out for a while.
     */
    private static final Set<String> TRANSIENT = Set.of(
            CloseUris.SYSTEM_SHUTDOWN,
            CloseUris.CLOSE_REALM,
            ErrorUris.AUTHENTICATION_FAILED,
            ErrorUris.TOO_MANY_REQUESTS);

    private final String uri;

    /** Makes the failure of a join that the router refused for the reason {@code uri}. */
    public JoinRefused(String uri, String message) {
        super(message.isEmpty() ? uri : uri + ": " + message);
        this.uri = uri;
    }

    /** Returns the reason of the ABORT. */
    public String uri() {
        return uri;
    }

    /** Returns whether another attempt with the same credentials is useless. */
    public boolean isFatal() {
        return !TRANSIENT.contains(uri);
    }
}
