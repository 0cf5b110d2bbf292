package io.aerostat.router.web.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;

/** A service that answers GET and HEAD, and the preflight OPTIONS of browsers. */
public final class ReadOnlyService implements WebService {
    public static final String METHODS = "GET, HEAD, OPTIONS";

    private final WebService service;
    private final boolean crossOrigin;

    private ReadOnlyService(WebService service, boolean crossOrigin) {
        this.service = service;
        this.crossOrigin = crossOrigin;
    }

    /** Returns a service that pages of all origins may read. */
    public static WebService ofAllOrigins(WebService service) {
        return new ReadOnlyService(service, true);
    }

    /** Returns a service that pages of other origins must not read. */
    public static WebService ofSameOrigin(WebService service) {
        return new ReadOnlyService(service, false);
    }

    @Override
    public boolean outlivesSite() {
        return service.outlivesSite();
    }

    @Override
    public void serve(Exchange exchange) {
        if (exchange.isGetOrHead()) {
            service.serve(exchange);
        } else if (!exchange.isOptions()) {
            exchange.respond(Response.methodNotAllowed(METHODS));
        } else if (crossOrigin) {
            exchange.respond(
                    CrossOrigin.preflight(exchange, METHODS).with(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
        } else {
            exchange.respond(Response.options(METHODS));
        }
    }
}
