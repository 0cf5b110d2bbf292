package io.aerostat.client.auth;

import io.aerostat.protocol.message.Challenge;
import java.util.concurrent.CompletionStage;

/** Answers challenges, for example with signatures that another service makes (CRA-7). */
@FunctionalInterface
public interface ChallengeHandler {
    /** Returns the answer to a challenge of the router. */
    CompletionStage<ChallengeAnswer> answer(Challenge challenge) throws Exception;
}
