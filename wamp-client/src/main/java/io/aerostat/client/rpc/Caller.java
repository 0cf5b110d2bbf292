package io.aerostat.client.rpc;

import java.util.Optional;

/**
 * A caller whose identity is disclosed (CID-1).
 *
 * @param session the session id of the caller
 */
public record Caller(long session, Optional<String> authid, Optional<String> authrole) {}
