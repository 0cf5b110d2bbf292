package io.aerostat.router.authentication;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * The time for which a proof of identity is valid (P30).
 *
 * @param until the moment at which the session ends, unless the client has renewed its proof
 * @param renewal checks a fresh proof
 */
public record Validity(Instant until, Renewal renewal) {
    /** Checks a fresh proof of a session that has joined. */
    @FunctionalInterface
    public interface Renewal {
        /**
         * Checks a proof in the same way as that of a newcomer. Called on the event loop of the session; must not
         * block.
         *
         * @param proof the text that the client would send in AUTHENTICATE, such as a token
         * @return {@link AuthenticationStep.Granted} with a new validity, or {@link AuthenticationStep.Refused}
         */
        CompletionStage<AuthenticationStep> renew(String proof);
    }
}
