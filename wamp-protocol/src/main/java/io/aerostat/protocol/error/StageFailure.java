package io.aerostat.protocol.error;

import java.util.concurrent.CompletionException;

/** The failure of a {@link java.util.concurrent.CompletionStage}. Any thread. */
public final class StageFailure {
    private StageFailure() {}

    /**
     * Returns the exception with which a stage failed, without the {@link CompletionException} that a dependent stage
     * puts around the exception of an earlier stage.
     */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
