package io.aerostat.client.error;

import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import java.util.Set;

/** The session was not joined: the router, or this client, answered with ABORT. */
public final class JoinRefused extends WampException {
    private static final long serialVersionUID = 1L;

    /** Reasons that may be gone at the next attempt: the router starts, stops, or its authenticator is not there yet. */
    private static final Set<String> TRANSIENT =
            Set.of(CloseUris.SYSTEM_SHUTDOWN, CloseUris.CLOSE_REALM, ErrorUris.AUTHENTICATION_FAILED);

    private final String uri;

    public JoinRefused(String uri, String message) {
        super(message.isEmpty() ? uri : uri + ": " + message);
        this.uri = uri;
    }

    /** The reason of the ABORT. */
    public String uri() {
        return uri;
    }

    /** Whether trying again with the same credentials cannot help. */
    public boolean isFatal() {
        return !TRANSIENT.contains(uri);
    }
}
