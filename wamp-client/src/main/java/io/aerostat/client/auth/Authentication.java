package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.authentication.ChannelBindings;
import java.util.Optional;

/**
 * One way to prove an identity: a method and its credentials. Thread-safe and reusable; the state of one attempt to
 * join is in its {@link AuthenticationAttempt}.
 */
public interface Authentication {
    /** Returns the name of the method, such as {@code ticket} or {@code wampcra}. */
    String method();

    /** Returns the authid to request, if this authentication has one. */
    default Optional<String> authid() {
        return Optional.empty();
    }

    /** Begins an attempt to join, with fresh nonces if the method uses them. */
    AuthenticationAttempt begin();

    /**
     * Does the same as {@link #begin()}, for methods that can be bound to the connection.
     *
     * @param connection the channel bindings that this end of the connection has
     * @throws JoinRefused if a required binding is missing
     */
    default AuthenticationAttempt begin(ChannelBindings connection) {
        return begin();
    }
}
