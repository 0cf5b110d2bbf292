package io.aerostat.router.web;

/** Answers the requests at a path. Called on the loop of the connection, which it must not block; it answers there or later. */
@FunctionalInterface
interface WebService {
    /** Where there is nothing. */
    WebService NOT_FOUND = exchange -> exchange.respond(Response.notFound(exchange));

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
