package io.aerostat.router.web;

/**
 * Answers the requests at a path. Called on the loop of the connection, which it must not block; the response may come
 * later.
 */
@FunctionalInterface
interface WebService {
    /**
     * Answers at a path without a service. Load balancers send {@code OPTIONS /} to check whether the server is alive.
     */
    WebService NOT_FOUND = exchange -> exchange.respond(
            exchange.asksAboutServer() ? Response.options("GET, HEAD, POST, OPTIONS") : Response.notFound(exchange));

    void serve(Exchange exchange);

    /** Returns the service that serves a request, judged by its head: this service, or one below it. */
    default WebService route(Exchange exchange) {
        return this;
    }

    /** Returns the largest number of bytes of a request's body; 0 if the service takes none. */
    default int maxBodySize() {
        return 0;
    }
}
