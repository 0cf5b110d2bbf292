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

    /** Checks whether the service still answers over open connections when its site has been removed. */
    default boolean outlivesSite() {
        return false;
    }

    /** Returns the largest number of bytes of a request's body; 0 if the service takes none. */
    default int maxBodySize() {
        return 0;
    }
}
