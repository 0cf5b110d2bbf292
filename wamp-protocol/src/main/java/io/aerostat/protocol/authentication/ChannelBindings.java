package io.aerostat.protocol.authentication;

import java.util.Optional;

/**
 * The channel bindings of one end of a connection. With a binding, an authentication is valid for this connection only.
 * Any thread.
 */
@FunctionalInterface
public interface ChannelBindings {
    /** The bindings of a connection without TLS, which has none. */
    ChannelBindings NONE = type -> Optional.empty();

    /** Returns the binding of this type; empty if the connection has none or the Java runtime does not provide it. */
    Optional<ChannelBinding> ofType(String type);
}
