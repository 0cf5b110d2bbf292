package io.aerostat.router.authentication.account;

import io.aerostat.protocol.error.StageFailure;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Thrown when an account source refuses a client; holds the reason that the client gets. The exception has no stack
 * trace, because a refusal is an answer and not a bug.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String text;

    public RefusedException(String reason, String text) {
        super(reason + ": " + text, null, false, false);
        this.reason = reason;
        this.text = text;
    }

    private Refused refused() {
        return new Refused(reason, text);
    }

    /**
     * Turns a failure with this exception into a stage that completes with the refusal. Other failures remain failures.
     */
    public static CompletionStage<AuthenticationStep> recover(CompletionStage<AuthenticationStep> stage) {
        return stage.exceptionally(failure -> {
            Throwable cause = StageFailure.cause(failure);
            if (cause instanceof RefusedException refusal) {
                return refusal.refused();
            }
            throw cause instanceof RuntimeException runtime ? runtime : new CompletionException(cause);
        });
    }
}
