package io.aerostat.client.meta;

import java.util.Optional;

/**
 * A session that has left the realm (SM-4).
 *
 * @param session the id of the session
 */
public record SessionEnd(long session, Optional<String> authid, Optional<String> authrole) {}
