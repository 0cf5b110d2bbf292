package io.aerostat.client.auth;

import io.aerostat.client.error.JoinRefused;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.option.WelcomeDetails;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One attempt to join with one method. Its methods are called one after the other, on the client's executor. */
public interface AuthenticationAttempt {
    /** Returns the entries that the method adds to {@code HELLO.Details.authextra}. */
    default Map<String, @Nullable Object> helloExtra() {
        return Map.of();
    }

    /**
     * Answers a challenge. May be called more than once (AUT-8). A failed stage or an exception aborts the join. The
     * reason in ABORT is the URI of the exception if it is a {@link JoinRefused}, otherwise
     * {@code wamp.error.authentication_failed}.
     */
    CompletionStage<ChallengeAnswer> answer(Challenge challenge);

    /** Checks the router's proof in WELCOME. A {@link JoinRefused} aborts the session (SCR-7). */
    default void verify(WelcomeDetails welcome) throws JoinRefused {}
}
