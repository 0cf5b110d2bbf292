package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the wait for the end of a congestion, on a loop whose scheduled tasks run when the test says so. */
class ReliefTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<String> ran = new ArrayList<>();
    private final Relief relief = new Relief(this::isCongested, loop);
    private boolean congested = true;
    private int checks;

    private boolean isCongested() {
        checks++;
        return congested;
    }

    /** A loop that runs a scheduled task only when the test says so. */
    private static final class FakeLoop extends ScheduledThreadPoolExecutor {
        private static final long NEVER = Long.MAX_VALUE / 2;

        private final List<Runnable> scheduled = new ArrayList<>();

        FakeLoop() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            scheduled.add(task);
            return super.schedule(task, NEVER, TimeUnit.NANOSECONDS);
        }
    }

    private void passInterval() {
        List<Runnable> due = List.copyOf(loop.scheduled);
        loop.scheduled.clear();
        due.forEach(Runnable::run);
    }

    @AfterEach
    void close() {
        loop.shutdownNow();
    }

    @Test
    void aTaskRunsAtOnceIfTheNodeIsNotCongested() {
        congested = false;

        relief.await(() -> ran.add("task"));

        assertThat(ran).containsExactly("task");
    }

    @Test
    void aNodeIsCheckedOnceInEachIntervalHoweverManyTasksWait() {
        for (int task = 0; task < 1_000; task++) {
            relief.await(() -> ran.add("task"));
        }
        checks = 0;

        passInterval();
        passInterval();

        assertThat(checks).isEqualTo(2);
        assertThat(ran).isEmpty();
    }

    @Test
    void tasksRunInOrderWhenTheNodeIsRelieved() {
        relief.await(() -> ran.add("first"));
        relief.await(() -> ran.add("second"));
        passInterval();
        congested = false;

        passInterval();

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void theRestOfTheTasksWaitsIfATaskCongestsTheNodeAgain() {
        relief.await(() -> {
            ran.add("first");
            congested = true;
        });
        relief.await(() -> ran.add("second"));
        congested = false;

        passInterval();
        assertThat(ran).containsExactly("first");
        congested = false;
        passInterval();

        assertThat(ran).containsExactly("first", "second");
    }
}
