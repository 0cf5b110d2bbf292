package io.aerostat.router.web.bridge;

import io.aerostat.router.web.exchange.Response;
import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that does not reach the realm; the message explains why to the client. */
public final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    private final int retryAfterSeconds;

    RefusedRequest(HttpResponseStatus status, String message) {
        this(status, message, 0);
    }

    private RefusedRequest(HttpResponseStatus status, String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns the refusal of a client that may try again after this time. */
    static RefusedRequest forNow(String message, int retryAfterSeconds) {
        return new RefusedRequest(HttpResponseStatus.SERVICE_UNAVAILABLE, message, retryAfterSeconds);
    }

    static RefusedRequest bad(String message) {
        return new RefusedRequest(HttpResponseStatus.BAD_REQUEST, message);
    }

    /** Returns the answer to the request. */
    public Response response() {
        Response response = BridgeResponses.refused(status, text());
        return retryAfterSeconds == 0 ? response : response.withRetryAfter(retryAfterSeconds);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
