package io.aerostat.client.execution.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the lock-free queues that take tasks from all threads and run one task at a time. Under every schedule, each
 * task must run exactly once, and never at the same time as another task. Lincheck runs small programs of two threads
 * under many schedules; {@code -Daerostat.lincheck.scenarios} and {@code -Daerostat.lincheck.schedules} make the search
 * longer.
 */
class ExecutionLinearizabilityTest {
    private static final int SCENARIOS = Integer.getInteger("aerostat.lincheck.scenarios", 2);
    private static final int SCHEDULES = Integer.getInteger("aerostat.lincheck.schedules", 200);

    @ParameterizedTest
    @ValueSource(classes = {Serial.class, Narrow.class, Owned.class})
    void everyTaskRunsOnceAndAlone(Class<?> piece) {
        new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(SCHEDULES)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                // no operation follows, because a further task would also start tasks that were forgotten
                .actorsAfter(0)
                .minimizeFailedScenario(false)
                .check(piece);
    }

    /**
     * The work of the tasks. It is not thread-safe, so the test detects a queue that runs two tasks at the same time.
     */
    static final class Work {
        private final AtomicInteger given = new AtomicInteger();
        private final List<Integer> done = new ArrayList<>();
        private boolean busy;
        private boolean overlapped;

        void give(Executor executor) {
            int task = given.incrementAndGet();
            executor.execute(() -> perform(task));
        }

        void perform(int task) {
            overlapped |= busy;
            busy = true;
            done.add(task);
            busy = false;
        }

        int done() {
            return done.size();
        }

        void check() {
            if (overlapped) {
                throw new IllegalStateException("two tasks ran at once");
            }
            for (int task = 1; task <= given.get(); task++) {
                int wanted = task;
                if (done.stream().filter(ran -> ran == wanted).count() != 1) {
                    throw new IllegalStateException(
                            "found " + done + " (expected each of 1 to " + given.get() + " once)");
                }
            }
        }
    }

    /** A {@link SerialExecutor} whose thread is the one that adds a task while the executor is idle. */
    public static class Serial {
        private final Work work = new Work();
        private final SerialExecutor executor = new SerialExecutor(Runnable::run);

        @Operation
        public void give() {
            work.give(executor);
        }

        @Validate
        public void everythingIsDone() {
            work.check();
        }
    }

    /** A lane that runs one task at a time. Some tasks give up their turn. */
    public static class Narrow {
        private final Work work = new Work();
        private final Lane lane = Lane.ofHandlers(Runnable::run, 1, 100);

        @Operation
        public void give() {
            work.give(lane);
        }

        @Operation
        public void giveOneThatWaits() {
            int task = work.given.incrementAndGet();
            lane.execute(() -> {
                work.perform(task);
                Lane.giveUpTurn();
            });
        }

        @Validate
        public void everythingIsDone() {
            work.check();
        }
    }

    /** The mailbox of a session: all written messages are flushed after the last task. */
    public static class Owned {
        private final Work work = new Work();
        private final Mailbox mailbox = new Mailbox(Runnable::run, this::flush);
        private int flushed;

        private void flush() {
            flushed = work.done();
        }

        @Operation
        public void give() {
            work.give(mailbox);
        }

        @Validate
        public void everythingIsDone() {
            work.check();
            if (flushed != work.done()) {
                throw new IllegalStateException("found " + flushed + " flushed (expected " + work.done() + ")");
            }
        }
    }
}
