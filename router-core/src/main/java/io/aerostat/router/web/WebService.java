package io.aerostat.router.web;

/**
 * Answers the requests at a path. Called on the loop of the connection, which it must not block; it answers there or
 * later.
 */
@FunctionalInterface
interface WebService {
    /** Where there is nothing. Load balancers ask {@code OPTIONS /} whether the server lives. */
    WebService NOT_FOUND = exchange -> exchange.respond(
            exchange.asksAboutServer() ? Response.options("GET, HEAD, POST, OPTIONS") : Response.notFound(exchange));

    void serve(Exchange exchange);

    /** Who serves a request, as far as its head tells: this service, or one below it. */
    default WebService route(Exchange exchange) {
        return this;
    }

    /** How many octets a request may bring along for this service; 0 if it takes none. */
    default int maxBodySize() {
        return 0;
    }
}
