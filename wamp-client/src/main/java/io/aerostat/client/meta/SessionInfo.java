package io.aerostat.client.meta;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the realm.
 *
 * @param session the id of the session
 * @param transport details of the session's connection, as the router sends them, in JSON-like values
 */
public record SessionInfo(
        long session,
        Optional<String> authid,
        Optional<String> authrole,
        Optional<String> authmethod,
        Optional<String> authprovider,
        Optional<Map<String, @Nullable Object>> transport) {}
