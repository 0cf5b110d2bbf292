package io.aerostat.client.pubsub;

import java.util.Optional;

/**
 * A publisher whose identity is disclosed (PID-1).
 *
 * @param session the session id of the publisher
 */
public record Publisher(long session, Optional<String> authid, Optional<String> authrole) {}
