package io.aerostat.router.web;

/** Answers the requests at a path. Called on the loop of the connection: must not block, but may answer later. */
@FunctionalInterface
interface WebService {
    /**
     * Answers at a path without a service. Load balancers send {@code OPTIONS /} to check whether the server is alive.
     */
    WebService NOT_FOUND = exchange -> exchange.respond(
            exchange.asksAboutServer() ? Response.options("GET, HEAD, POST, OPTIONS") : Response.notFound(exchange));

    void serve(Exchange exchange);

    /**
     * Returns the service that serves a request, according to the head of the request: this service, or one below it.
     */
    default WebService route(Exchange exchange) {
        return this;
    }

    /** Returns the largest accepted size of a request body in bytes; 0 if the service accepts no body. */
    default int maxBodySize() {
        return 0;
    }
}
