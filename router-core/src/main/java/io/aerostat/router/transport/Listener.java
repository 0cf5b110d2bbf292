package io.aerostat.router.transport;

/**
 * A place to listen, and what is spoken there.
 *
 * @param name for logs
 */
public record Listener(String name, Endpoint endpoint, Protocol protocol) {}
