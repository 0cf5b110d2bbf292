package io.aerostat.protocol.authentication;

import java.util.Optional;

/**
 * The channel bindings of one end of a connection, by which an authentication is valid for this connection only. Any
 * thread.
 */
@FunctionalInterface
public interface ChannelBindings {
    /** The bindings of a connection without TLS: none. */
    ChannelBindings NONE = type -> Optional.empty();

    /**
     * Returns the binding of this type, or nothing if the connection has none or the Java runtime does not offer it.
     */
    Optional<ChannelBinding> ofType(String type);
}
