package io.aerostat.host.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0, Duration.ofSeconds(10));
    private static final Subject SUBJECT = Subject.worker("container", "worker002");

    private final FakeLoop loop = new FakeLoop();
    private final List<FakeRun> runs = new ArrayList<>();

    private static final class FakeRun implements Run {
        final CompletableFuture<Void> ready = new CompletableFuture<>();
        final CompletableFuture<Ending> ended = new CompletableFuture<>();
        final List<Duration> stops = new ArrayList<>();

        @Override
        public CompletionStage<Void> ready() {
            return ready;
        }

        @Override
        public CompletionStage<Ending> ended() {
            return ended;
        }

        @Override
        public void stop(Duration deadline) {
            stops.add(deadline);
        }
    }

    private Supervisor supervise(RestartPolicy.Mode mode, SupervisionListener listener) {
        Supervisor supervisor = Supervisor.start(
                SUBJECT,
                () -> {
                    FakeRun run = new FakeRun();
                    runs.add(run);
                    return run;
                },
                new RestartPolicy(mode, BACKOFF),
                loop,
                listener,
                () -> 0.5);
        loop.runPending();
        return supervisor;
    }

    private void endLast(Ending ending) {
        runs.get(runs.size() - 1).ended.complete(ending);
        loop.runPending();
    }

    @Test
    void startsAgainWithGrowingDelaysUpToTheCeiling() {
        supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        for (int delay : new int[] {100, 200, 400, 800, 1000, 1000}) {
            int before = runs.size();
            endLast(Ending.failure("exit code 1"));
            loop.advance(Duration.ofMillis(delay - 1));
            assertThat(runs).as("just before %d ms", delay).hasSize(before);
            loop.advance(Duration.ofMillis(1));
            assertThat(runs).as("after %d ms", delay).hasSize(before + 1);
        }
    }

    @Test
    void isQuickAgainAfterItWasHealthyForAWhile() {
        supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        for (int i = 0; i < 5; i++) {
            endLast(Ending.failure("exit code 1"));
            loop.advance(Duration.ofSeconds(1));
        }
        FakeRun healthy = runs.get(runs.size() - 1);
        healthy.ready.complete(null);
        loop.advance(Duration.ofSeconds(10));
        endLast(Ending.failure("exit code 137 (SIGKILL)"));
        loop.advance(Duration.ofMillis(100));
        assertThat(runs).hasSize(7);
    }

    @Test
    void livingLongWithoutEverBeingReadyIsNotHealthy() {
        supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        endLast(Ending.failure("exit code 1"));
        loop.advance(Duration.ofMillis(100));
        loop.advance(Duration.ofMinutes(1));
        endLast(Ending.failure("exit code 1"));
        loop.advance(Duration.ofMillis(100));
        assertThat(runs).hasSize(2);
        loop.advance(Duration.ofMillis(100));
        assertThat(runs).hasSize(3);
    }

    @Test
    void aFailureToStartCountsLikeAnyOther() {
        List<String> attempts = new ArrayList<>();
        Supervisor supervisor = Supervisor.start(
                SUBJECT,
                () -> {
                    attempts.add("start");
                    throw new IOException("no such file");
                },
                new RestartPolicy(RestartPolicy.Mode.ALWAYS, BACKOFF),
                loop,
                SupervisionListener.NONE,
                () -> 0.5);
        loop.advance(Duration.ofMillis(100));
        assertThat(attempts).hasSize(2);
        assertThat(supervisor.firstReady().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotReadyException.class)
                .withMessageContaining("no such file");
    }

    @Test
    void restartsAsTheModeSays() {
        Supervisor onFailed = supervise(RestartPolicy.Mode.ON_FAILED, SupervisionListener.NONE);
        endLast(Ending.success("exit code 0"));
        assertThat(onFailed.over().toCompletableFuture()).isCompleted();

        Supervisor never = supervise(RestartPolicy.Mode.NEVER, SupervisionListener.NONE);
        endLast(Ending.failure("exit code 1"));
        assertThat(never.over().toCompletableFuture()).isCompleted();

        Supervisor always = supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        endLast(Ending.success("exit code 0"));
        assertThat(always.over().toCompletableFuture()).isNotDone();
    }

    @Test
    void theListenerCanForbidTheRestart() {
        List<Ending> endings = new ArrayList<>();
        Supervisor supervisor = supervise(RestartPolicy.Mode.ALWAYS, new SupervisionListener() {
            @Override
            public boolean ended(Ending ending) {
                endings.add(ending);
                return false;
            }
        });
        endLast(Ending.failure("exit code 1"));
        assertThat(endings).containsExactly(Ending.failure("exit code 1"));
        assertThat(supervisor.over().toCompletableFuture()).isCompleted();
    }

    @Test
    void stopAsksTheRunAndIsOverWhenItEnded() {
        Supervisor supervisor = supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        CompletableFuture<Void> over = supervisor.stop(Duration.ofSeconds(3)).toCompletableFuture();
        loop.runPending();
        assertThat(runs.get(0).stops).containsExactly(Duration.ofSeconds(3));
        assertThat(over).isNotDone();
        endLast(Ending.success("exit code 0"));
        assertThat(over).isCompleted();
        loop.advance(Duration.ofMinutes(1));
        assertThat(runs).hasSize(1);
    }

    @Test
    void stopWhileWaitingForARestartForgetsTheRestart() {
        Supervisor supervisor = supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        endLast(Ending.failure("exit code 1"));
        CompletableFuture<Void> over = supervisor.stop(Duration.ofSeconds(3)).toCompletableFuture();
        loop.advance(Duration.ofMinutes(1));
        assertThat(over).isCompleted();
        assertThat(runs).hasSize(1);
    }

    @Test
    void aRestartOnDemandHasNoDelayAndNoFailure() {
        Supervisor supervisor = supervise(RestartPolicy.Mode.NEVER, SupervisionListener.NONE);
        supervisor.restart(Duration.ofSeconds(1));
        loop.runPending();
        endLast(Ending.failure("exit code 143 (SIGTERM)"));
        assertThat(runs).hasSize(2);
    }

    @Test
    void firstReadyTellsWhenItIsInService() {
        Supervisor supervisor = supervise(RestartPolicy.Mode.ALWAYS, SupervisionListener.NONE);
        assertThat(supervisor.firstReady().toCompletableFuture()).isNotDone();
        runs.get(0).ready.complete(null);
        loop.runPending();
        assertThat(supervisor.firstReady().toCompletableFuture()).isCompleted();
    }

    @Test
    void jitterStaysWithinItsShareAndBelowTheCeiling() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0.5, Duration.ofSeconds(10));
        assertThat(backoff.delay(0, 0)).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.delay(0, 1)).isEqualTo(Duration.ofMillis(150));
        assertThat(backoff.delay(30, 1)).isEqualTo(Duration.ofSeconds(1));
    }
}
