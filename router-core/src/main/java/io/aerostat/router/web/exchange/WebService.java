package io.aerostat.router.web.exchange;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Answers the requests at a path. Called on the loop of the connection: must not block, but may answer later. */
@FunctionalInterface
public interface WebService {
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

    /** Checks whether the service continues to answer over open connections when its site has been removed. */
    default boolean outlivesSite() {
        return false;
    }

    /** Returns the largest number of bytes of a request's body; 0 if the service takes none. */
    default int maxBodySize() {
        return 0;
    }

    /**
     * Returns the response to a request whose body is larger than accepted. The connection is closed after the
     * response.
     */
    default Response bodyTooLarge(Exchange exchange, long length) {
        return Response.page(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large.");
    }

    /**
     * Checks whether the service is called as soon as the head of a request has arrived, and takes the body in pieces
     * ({@link Exchange#receive}).
     */
    default boolean streamsBody() {
        return false;
    }
}
