package io.aerostat.client.execution.order;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.execution.WampFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void runsTasksInOrderAndNeverTwoAtOnce() {
        Lane lane = Lane.ofHandlers(executor, 1, Integer.MAX_VALUE);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Integer> expected = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 2000; i++) {
            int number = i;
            expected.add(number);
            lane.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                seen.add(number);
                running.decrementAndGet();
            });
        }

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).isEqualTo(expected));
        assertThat(most).hasValue(1);
    }

    @Test
    void aTaskThatWaitsGivesUpItsTurn() {
        Lane lane = Lane.ofHandlers(executor, 1, Integer.MAX_VALUE);
        WampFuture<String> answer = new WampFuture<>();
        WampFuture<String> outcome = new WampFuture<>();
        lane.execute(() -> outcome.complete(answer.join()));
        lane.execute(() -> answer.complete("from behind"));

        assertThat(outcome.await(DEADLINE)).isEqualTo("from behind");
    }

    @Test
    void goesOnInOrderAfterATurnWasGivenUp() {
        Lane lane = Lane.ofHandlers(executor, 1, Integer.MAX_VALUE);
        WampFuture<Void> gate = new WampFuture<>();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        lane.execute(gate::join);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            expected.add(number);
            lane.execute(() -> {
                if (number == 250) {
                    gate.complete(null);
                }
                seen.add(number);
            });
        }

        await().atMost(DEADLINE).untilAsserted(() -> assertThat(seen).isEqualTo(expected));
    }

    @Test
    void aTaskThatFailsDoesNotStopTheLane() {
        Lane lane = Lane.ofHandlers(executor, 1, Integer.MAX_VALUE);
        WampFuture<String> outcome = new WampFuture<>();
        lane.execute(() -> {
            throw new IllegalStateException("a task");
        });
        lane.execute(() -> outcome.complete("next"));

        assertThat(outcome.await(DEADLINE)).isEqualTo("next");
    }

    @Test
    void takesNoMoreThanItsCapacity() {
        Lane lane = Lane.ofHandlers(executor, 1, 2);
        CountDownLatch gate = new CountDownLatch(1);
        Runnable waiting = () -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        assertThat(lane.offer(waiting)).isTrue();
        assertThat(lane.offer(waiting)).isTrue();
        assertThat(lane.offer(waiting)).isFalse();
        gate.countDown();
        await().atMost(DEADLINE).until(() -> lane.offer(() -> {}));
    }

    @Test
    void runsAsManyAtOnceAsItIsWide() {
        Lane lane = Lane.ofHandlers(executor, 3, Integer.MAX_VALUE);
        AtomicInteger running = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            lane.execute(() -> {
                running.incrementAndGet();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        await().atMost(DEADLINE).until(() -> running.get() == 3);
        gate.countDown();
        await().atMost(DEADLINE).until(() -> running.get() == 10);
    }

    @Test
    void whenTheExecutorIsShutDownHandlersAreDroppedButFuturesCompleted() {
        executor.shutdown();
        WampFuture<String> waitedFor = new WampFuture<>();
        AtomicInteger handled = new AtomicInteger();

        Lane.ofHandlers(executor, 1, 10).execute(handled::incrementAndGet);
        Lane.ofCompletions(executor, 4).execute(() -> waitedFor.complete("done"));

        assertThat(waitedFor.join()).isEqualTo("done");
        assertThat(handled).hasValue(0);
    }
}
