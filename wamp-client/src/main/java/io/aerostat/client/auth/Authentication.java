package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBindings;
import java.util.Optional;

/**
 * One way to prove an identity: a method and what it needs. Thread-safe and reusable; what one attempt to join remembers is in its
 * {@link AuthenticationAttempt}.
 */
public interface Authentication {
    /** The name of the method, such as {@code ticket} or {@code wampcra}. */
    String method();

    /** Who the client wants to be, if the method says so. */
    default Optional<String> authid() {
        return Optional.empty();
    }

    /** Begins an attempt to join, with fresh nonces where the method has them. */
    AuthenticationAttempt begin();

    /**
     * As {@link #begin()}, for methods that can be bound to the connection.
     *
     * @param connection what this end knows of the connection
     * @throws JoinRefused if a binding is demanded that the connection does not have
     */
    default AuthenticationAttempt begin(ChannelBindings connection) {
        return begin();
    }
}
