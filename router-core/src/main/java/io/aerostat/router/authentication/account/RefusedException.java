package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** An account source refuses for a reason of its own, which the client is told. No stack trace: it is an answer, not a bug. */
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

    /** Turns this failure of a stage into a refusal, and leaves every other one. */
    public static CompletionStage<AuthenticationStep> recover(CompletionStage<AuthenticationStep> stage) {
        return stage.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof RefusedException refusal) {
                return refusal.refused();
            }
            throw cause instanceof RuntimeException runtime ? runtime : new CompletionException(cause);
        });
    }
}
