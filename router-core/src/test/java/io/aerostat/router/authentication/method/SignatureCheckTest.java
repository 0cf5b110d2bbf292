package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
    private long now = Long.MAX_VALUE - 100;
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final SignatureCheck checks = new SignatureCheck(executor::add, () -> now);

    @Test
    void theFirstCheckDoesNotRunOnTheLoop() {
        assertThat(checks.run(() -> "valid")).isNotCompleted();
        assertThat(executor).hasSize(1);
    }

    @Test
    void checksRunAtOnceAfterAQuickOne() {
        checks.run(() -> "first");
        executor.remove().run();

        assertThat(checks.run(() -> "second")).isCompletedWithValue("second");
        assertThat(executor).isEmpty();
    }

    @Test
    void checksLeaveTheLoopAfterASlowOne() {
        checks.run(() -> "first");
        executor.remove().run();
        checks.run(() -> {
            now += 1_000_000;
            return "slow";
        });

        assertThat(checks.run(() -> "third")).isNotCompleted();
        assertThat(executor).hasSize(1);
    }

    @Test
    void aCheckThatTheExecutorRejectsStillRuns() {
        SignatureCheck full = new SignatureCheck(task -> {
            throw new RejectedExecutionException();
        });

        assertThat(full.run(() -> "valid")).isCompletedWithValue("valid");
    }
}
