package io.aerostat.client.rpc;

import java.util.Optional;

/**
 * A caller whose identity is disclosed (CID-1).
 *
 * @param session its session id
 */
public record Caller(long session, Optional<String> authid, Optional<String> authrole) {}
