package io.aerostat.node.config;

import io.aerostat.router.transport.Endpoint;

/**
 * Where a transport listens.
 *
 * @param endpoint the port or socket
 * @param origin where it is configured
 */
public record ListeningEndpoint(Endpoint endpoint, Origin origin) {}
