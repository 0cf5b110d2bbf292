package io.aerostat.node.config;

import io.aerostat.router.listener.ListeningEndpoint;

/**
 * Where a transport listens.
 *
 * @param endpoint the port or socket
 * @param origin where it is configured
 */
public record LocatedEndpoint(ListeningEndpoint endpoint, Origin origin) {}
