package io.aerostat.router.authentication;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One way to prove an identity, as configured for one transport. Stateless: the state of an attempt is in its steps.
 */
public interface AuthenticationMethod {
    /** Returns the name in {@code HELLO.Details.authmethods}, such as {@code ticket} or {@code wampcra}. */
    String name();

    /**
     * Begins with a HELLO. If the stage fails, the method itself has failed, not the client: the session is refused
     * with {@code wamp.error.authentication_failed}, and the peer learns no internal detail.
     */
    CompletionStage<AuthenticationStep> begin(AuthenticationRequest request);

    /** Returns how long a step may take, if that is longer than the handshake's deadline; otherwise zero. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * Checks whether the method can handle this client; if not, the next method that the client offers is tried. Must
     * be quick.
     */
    default boolean appliesTo(AuthenticationRequest request) {
        return true;
    }

    /**
     * Returns whether the method may choose the realm, so that a client may request no realm, or one that does not
     * exist.
     */
    default boolean assignsRealms() {
        return false;
    }
}
