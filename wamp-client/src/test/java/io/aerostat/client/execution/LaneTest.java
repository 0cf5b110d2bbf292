package io.aerostat.client.execution;

import static io.aerostat.client.TestRuntime.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
        Lane lane = new Lane(executor, Integer.MAX_VALUE);
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

        await().atMost(SOON).untilAsserted(() -> assertThat(seen).isEqualTo(expected));
        assertThat(most).hasValue(1);
    }

    @Test
    void aTaskThatWaitsGivesUpItsTurn() {
        Lane lane = new Lane(executor, Integer.MAX_VALUE);
        WampFuture<String> answer = new WampFuture<>();
        WampFuture<String> outcome = new WampFuture<>();
        lane.execute(() -> outcome.complete(answer.join()));
        lane.execute(() -> answer.complete("from behind"));

        assertThat(outcome.await(SOON)).isEqualTo("from behind");
    }

    @Test
    void goesOnInOrderAfterATurnWasGivenUp() {
        Lane lane = new Lane(executor, Integer.MAX_VALUE);
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

        await().atMost(SOON).untilAsserted(() -> assertThat(seen).isEqualTo(expected));
    }

    @Test
    void aTaskThatFailsDoesNotStopTheLane() {
        Lane lane = new Lane(executor, Integer.MAX_VALUE);
        WampFuture<String> outcome = new WampFuture<>();
        lane.execute(() -> {
            throw new IllegalStateException("a task");
        });
        lane.execute(() -> outcome.complete("next"));

        assertThat(outcome.await(SOON)).isEqualTo("next");
    }

    @Test
    void takesNoMoreThanItsCapacity() {
        Lane lane = new Lane(executor, 2);
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
        await().atMost(SOON).until(() -> lane.offer(() -> {}));
    }
}
