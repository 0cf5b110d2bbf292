package io.aerostat.router.web;

/** Answers the requests at a path. Called on the loop of the connection, which it must not block; it answers there or later. */
@FunctionalInterface
interface WebService {
    void serve(Exchange exchange);
}
