package io.aerostat.router.authentication;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One way to prove an identity, as configured for one transport. Stateless: what a round needs is in its steps. */
public interface AuthenticationMethod {
    /** The name in {@code HELLO.Details.authmethods}: {@code ticket}, {@code wampcra} … */
    String name();

    /**
     * Begins with a HELLO. A stage that fails is a failure of the method itself, not of the client: the session is refused with {@code
     * wamp.error.authentication_failed}, and nothing internal reaches the peer.
     */
    CompletionStage<AuthenticationStep> begin(AuthenticationRequest request);

    /** How long the method may take for one step, where that is more than the handshake's deadline; zero if it is not. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /** Whether the method has anything to say about this client; if not, the next one that the client offers is asked. Quick. */
    default boolean appliesTo(AuthenticationRequest request) {
        return true;
    }

    /** Whether the method itself may decide the realm, so that a client may join with none or with one that does not exist. */
    default boolean assignsRealms() {
        return false;
    }
}
