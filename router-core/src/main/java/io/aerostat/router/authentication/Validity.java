package io.aerostat.router.authentication;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * The time for which a proof of identity is valid (P30).
 *
 * @param until the time at which the session ends, unless the client renews its proof before then
 * @param renewal checks a fresh proof
 */
public record Validity(Instant until, Renewal renewal) {
    /** Checks a fresh proof that a joined session presents. */
    @FunctionalInterface
    public interface Renewal {
        /**
         * Checks a proof in the same way as the proof of a client that joins. Called on the event loop of the session;
         * must not block.
         *
         * @param proof the text that the client would send in AUTHENTICATE, such as a token
         * @return {@link AuthenticationStep.Granted} with a new validity, or {@link AuthenticationStep.Refused}
         */
        CompletionStage<AuthenticationStep> renew(String proof);
    }
}
