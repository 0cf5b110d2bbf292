package io.aerostat.client.auth;

import io.aerostat.protocol.message.Challenge;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The authentication methods that this client knows. */
public final class Authentications {
    private Authentications() {}

    /** No proof at all (ANO-1). */
    public static Authentication anonymous() {
        return answeredBy("anonymous", challenge -> {
            throw new IllegalStateException("found a challenge for anonymous (expected WELCOME)");
        });
    }

    /** A secret that is sent as it is (TIC-1). */
    public static Authentication ticket(String authid, String ticket) {
        return named("ticket", authid, challenge -> CompletableFuture.completedStage(ChallengeAnswer.of(ticket)));
    }

    /** A method whose challenges somebody else answers (CRA-7). */
    public static Authentication answeredBy(String method, ChallengeHandler handler) {
        return new Answered(method, Optional.empty(), handler);
    }

    /** As {@link #answeredBy}, for an authid. */
    public static Authentication named(String method, String authid, ChallengeHandler handler) {
        return new Answered(method, Optional.of(authid), handler);
    }

    private record Answered(String method, Optional<String> authid, ChallengeHandler handler)
            implements Authentication, AuthenticationAttempt {
        @Override
        public AuthenticationAttempt begin() {
            return this;
        }

        @Override
        public CompletionStage<ChallengeAnswer> answer(Challenge challenge) {
            try {
                return handler.answer(challenge);
            } catch (Exception e) {
                return CompletableFuture.failedStage(e);
            }
        }

        /** Without what the handler may hold. */
        @Override
        public String toString() {
            return "Authentication[" + method + "]";
        }
    }
}
