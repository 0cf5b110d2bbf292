package io.aerostat.router.service;

import io.aerostat.protocol.payload.PayloadValues;
import java.util.List;
import java.util.Map;

/**
 * A WAMP error that one of the router's procedures returns, or that a call of the router receives. The exception has no
 * stack trace, because it does not report a bug.
 */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String uri;
    private final transient PayloadValues values;

    public ServiceException(String uri, String message) {
        this(uri, new PayloadValues(List.of(message), Map.of()));
    }

    public ServiceException(String uri, PayloadValues values) {
        super(uri, null, false, false);
        this.uri = uri;
        this.values = values;
    }

    public String uri() {
        return uri;
    }

    /** Returns the arguments of the ERROR. */
    public PayloadValues values() {
        return values;
    }
}
