package io.aerostat.client.error;

import io.aerostat.client.value.Arguments;
import io.aerostat.protocol.error.ErrorUris;
import java.time.Duration;

/**
 * The refusal {@code wamp.error.too_many_requests}: the session, or all sessions of its role together, made requests
 * faster than the router accepts. The router has not acted on the request, so it may be repeated after {@link
 * #retryAfter()}.
 */
public final class TooManyRequests extends ApplicationError {
    private static final long serialVersionUID = 1L;

    private static final String RETRY_AFTER = "retry_after_ms";

    private final Duration retryAfter;

    TooManyRequests(Arguments arguments) {
        super(ErrorUris.TOO_MANY_REQUESTS, arguments);
        this.retryAfter = retryAfter(arguments);
    }

    /** Returns the wait that the arguments of a refusal contain; zero if they contain none. */
    static Duration retryAfter(Arguments arguments) {
        return arguments.kwargs().get(RETRY_AFTER) instanceof Number millis && millis.longValue() > 0
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
    }

    /** Returns how long to wait before the request is repeated; zero if the router has not sent a time. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
