package io.aerostat.protocol.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StageFailureTest {
    private final Exception failure = new IllegalStateException("no gas");

    private static Throwable seenBy(CompletableFuture<?> stage) {
        List<Throwable> seen = new ArrayList<>();
        stage.whenComplete((value, failure) -> seen.add(StageFailure.cause(failure)));
        return seen.get(0);
    }

    @Test
    void aDependentStageFailsWithTheSameCauseAsTheFirstOne() {
        CompletableFuture<String> first = CompletableFuture.failedFuture(failure);

        assertThat(seenBy(first)).isSameAs(failure);
        assertThat(seenBy(first.thenApply(String::length))).isSameAs(failure);
    }

    @Test
    void anExceptionWithoutACauseIsTheCauseItself() {
        Throwable bare = new CompletionException("bare", null);

        assertThat(StageFailure.cause(bare)).isSameAs(bare);
        assertThat(StageFailure.cause(new IllegalStateException(failure))).hasCause(failure);
    }
}
