package io.aerostat.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopThreadsTest {
    private static final int DEADLINE_SECONDS = 30;

    @Test
    void theTaskRunsBeforeTheLoop() throws InterruptedException {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();

        Router.builder()
                .loopStart(() -> order.add("task"))
                .loopThreads()
                .newThread(() -> order.add("loop"))
                .start();

        assertThat(List.of(next(order), next(order))).containsExactly("task", "loop");
    }

    private static String next(BlockingQueue<String> order) throws InterruptedException {
        return String.valueOf(order.poll(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aLoopRunsEvenIfTheTaskFails() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);

        Router.builder()
                .loopStart(() -> {
                    throw new IllegalStateException("no such processor");
                })
                .loopThreads()
                .newThread(runs::countDown)
                .start();

        assertThat(runs.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
