package io.aerostat.router.web.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;

/** Tells browsers how pages of other origins may use a response (the CORS protocol of the Fetch standard). */
public final class CrossOrigin {
    private static final int PREFLIGHT_SECONDS = 3600;

    private CrossOrigin() {}

    /**
     * Lets pages of every origin use the response, even with credentials, which AutobahnJS always sends. With
     * credentials, browsers accept only the origin itself, and not {@code *}. Credentials are not allowed for a visitor
     * with a client certificate, which pages must not be able to use.
     */
    public static void allowAll(Exchange exchange, Response response) {
        String origin = exchange.headers().get(HttpHeaderNames.ORIGIN);
        response.with(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return;
        }
        response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (!exchange.hasClientCertificate()) {
            response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }

    /** Answers the preflight request of a browser, which asks which requests a page may send. */
    public static Response preflight(Exchange exchange, String methods) {
        Response response = Response.options(methods)
                .with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods)
                .with(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
        String headers = exchange.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        return headers == null ? response : response.with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
}
