package io.aerostat.client.error;

import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.error.CloseUris;
import io.aerostat.protocol.error.ErrorUris;
import java.time.Duration;
import java.util.Set;

/** Thrown if the router or this client sent ABORT instead of joining. */
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
    private final Duration retryAfter;

    /** Makes the failure of a join that was refused for the reason {@code uri}. */
    public JoinRefused(String uri, String message) {
        this(uri, message, Arguments.EMPTY);
    }

    /** Makes the failure of a join that the router refused for the reason {@code uri}, with arguments of the ABORT. */
    public JoinRefused(String uri, String message, Arguments arguments) {
        super(message.isEmpty() ? uri : uri + ": " + message);
        this.uri = uri;
        this.retryAfter = TooManyRequests.retryAfter(arguments);
    }

    /** Returns the reason of the ABORT. */
    public String uri() {
        return uri;
    }

    /**
     * Returns how long to wait before the next attempt, for example after too many failed logins; zero if the router
     * has sent no time. A client that reconnects waits automatically.
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Checks whether another attempt with the same credentials is useless. */
    public boolean isFatal() {
        return !TRANSIENT.contains(uri);
    }
}
