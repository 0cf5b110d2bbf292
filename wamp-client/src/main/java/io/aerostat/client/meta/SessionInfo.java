package io.aerostat.client.meta;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the realm.
 *
 * @param session its id
 * @param transport details of its connection as the router sends them, as JSON-like values
 */
public record SessionInfo(
        long session,
        Optional<String> authid,
        Optional<String> authrole,
        Optional<String> authmethod,
        Optional<String> authprovider,
        Optional<Map<String, @Nullable Object>> transport) {}
