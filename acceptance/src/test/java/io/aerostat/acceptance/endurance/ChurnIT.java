package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Framing;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * P6: checks that sessions leave nothing behind after they have joined, subscribed, registered, called, published and
 * ended in different ways. {@code scripts/churn.sh} runs a million of them, with {@code -Dchurn.cycles}.
 */
@Timeout(4 * 3_600)
@Conformance("P6")
class ChurnIT {
    private static final int CYCLES = Integer.getInteger("churn.cycles", 50_000);

    /**
     * The number of sessions after which caches are full, classes are loaded and buffers are pooled. If memory grows
     * afterwards and stays so, sessions leak.
     */
    private static final int WARM_UP = 8_000;

    private static final int THREADS = 4;

    /**
     * The tolerance of the growth of memory, in bytes: two measurements of the same idle router can differ by this
     * amount. For 50,000 sessions, this is less than 21 bytes each.
     */
    private static final long NOISE = 1L << 20;

    @Test
    void nothingIsLeftOfSessionsThatWere() throws Exception {
        // The limit on joins is high, because it must not slow this test.
        try (RouterAtWork router = RouterAtWork.startAdmitting("\"new_sessions_per_second\": 1000000")) {
            Map<String, Long> first = router.tables();
            churn(router, WARM_UP);
            awaitTables(router, first);
            JsonNode before = router.numbersAfterCollection();

            long start = System.nanoTime();
            churn(router, CYCLES);
            double seconds = (System.nanoTime() - start) / 1e9;

            awaitTables(router, first);
            await("descriptors").atMost(Duration.ofSeconds(60)).until(() -> growth(before, router, "descriptors") <= 0);
            await("threads").atMost(Duration.ofSeconds(60)).until(() -> growth(before, router, "threads") <= 0);
            JsonNode after = router.numbersAfterCollection();
            System.out.printf(
                    "churn: %,d cycles in %.1f s; heap grew by %d KiB, direct memory by %d KiB%n",
                    CYCLES,
                    seconds,
                    growth(before, after, "heap_after_gc") >> 10,
                    growth(before, after, "direct_memory") >> 10);
            assertThat(growth(before, after, "heap_after_gc"))
                    .as("growth of the heap after a collection")
                    .isLessThan(NOISE);
            assertThat(growth(before, after, "direct_memory"))
                    .as("growth of the direct memory")
                    .isLessThan(NOISE);
        }
    }

    /** Waits until all tables are as they were before the first client joined. */
    private static void awaitTables(RouterAtWork router, Map<String, Long> first) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(router.tables()).isEqualTo(first));
    }

    private static long growth(JsonNode before, RouterAtWork router, String number) throws Exception {
        return growth(before, router.numbers(), number);
    }

    private static long growth(JsonNode before, JsonNode after, String number) {
        return after.get(number).asLong() - before.get(number).asLong();
    }

    private static void churn(RouterAtWork router, int cycles) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            AtomicInteger left = new AtomicInteger(cycles);
            CompletableFuture<?>[] running = new CompletableFuture<?>[THREADS];
            for (int i = 0; i < THREADS; i++) {
                running[i] = CompletableFuture.runAsync(
                        () -> {
                            for (int cycle = left.getAndDecrement(); cycle > 0; cycle = left.getAndDecrement()) {
                                cycle(router, cycle);
                            }
                        },
                        threads);
            }
            CompletableFuture.allOf(running).get(4, TimeUnit.HOURS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void cycle(RouterAtWork router, int number) {
        Framing framing = Framing.values()[number % 2];
        Life.End end = Life.End.values()[number / 2 % Life.End.values().length];
        try {
            if (number % 16 == 0) {
                Life.giveUpWhileJoining(router);
            }
            Life.live(router, framing, Integer.toString(number), end);
        } catch (IOException e) {
            throw new AssertionError("life " + number + " over " + framing + " to end by " + end + " failed", e);
        }
    }
}
