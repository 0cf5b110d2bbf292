package io.aerostat.protocol.authentication;

import java.util.Optional;

/** What this end of a connection can say about it, so that an authentication counts for this connection only. Any thread. */
@FunctionalInterface
public interface ChannelBindings {
    /** For connections without TLS. */
    ChannelBindings NONE = type -> Optional.empty();

    /** The binding of that type, or nothing if the connection has none or this runtime does not give it out. */
    Optional<ChannelBinding> ofType(String type);
}
