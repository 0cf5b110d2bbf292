package io.aerostat.router.authentication;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One way to prove an identity, as configured for one transport. The method itself has no state; each step of an
 * attempt holds the state of that attempt.
 */
public interface AuthenticationMethod {
    /** Returns the name in {@code HELLO.Details.authmethods}, such as {@code ticket} or {@code wampcra}. */
    String name();

    /**
     * Begins the authentication of a HELLO. If the returned stage fails, the method itself has failed: the session is
     * refused with {@code wamp.error.authentication_failed}, and the peer learns no internal detail.
     */
    CompletionStage<AuthenticationStep> begin(AuthenticationRequest request);

    /** Returns the time limit of each step. The longer of this and the handshake limit applies. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * Checks whether the method can handle this client. If it cannot, the next method in the client's list is tried.
     * This check must be quick.
     */
    default boolean appliesTo(AuthenticationRequest request) {
        return true;
    }

    /**
     * Checks whether the method may choose the realm. If so, a client may request no realm, or a realm that does not
     * exist.
     */
    default boolean assignsRealms() {
        return false;
    }
}
