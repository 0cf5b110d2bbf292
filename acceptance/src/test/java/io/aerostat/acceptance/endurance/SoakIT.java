package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Runs long and short sessions for {@code -Dsoak.seconds}, and prints how fast the router's use of resources grows. In
 * a build, the test takes a short time, and finds only faults that occur at once; {@code scripts/soak.sh} runs it for
 * half an hour.
 */
@Timeout(48 * 3_600)
class SoakIT {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 15);
    private static final int SAMPLES = 20;

    /** The number of first samples that the slopes leave out, because the JVM warms up during this time. */
    private static final int COLD_SAMPLES = SAMPLES / 4;

    private static final List<String> NUMBERS = List.of("heap_after_gc", "direct_memory", "descriptors", "threads");

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong operations = new AtomicLong();

    @Test
    void aRouterAtWorkStaysAsItIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (RouterAtWork router = RouterAtWork.start()) {
            Map<String, Long> before = router.tables();
            List<CompletableFuture<Void>> working = List.of(
                    CompletableFuture.runAsync(() -> stay(router, Framing.RAW_SOCKET), threads),
                    CompletableFuture.runAsync(() -> stay(router, Framing.WEB_SOCKET), threads),
                    CompletableFuture.runAsync(() -> comeAndGo(router), threads));
            Map<String, List<Double>> samples = sample(router, working);
            over.set(true);
            for (CompletableFuture<Void> worker : working) {
                worker.get(60, TimeUnit.SECONDS);
            }

            System.out.printf("soak: %,d operations in %d s%n", operations.get(), SECONDS);
            samples.forEach((name, values) -> System.out.printf(
                    "soak: %-16s from %,14.0f to %,14.0f, slope %+,12.2f a minute%n",
                    name,
                    values.get(COLD_SAMPLES),
                    values.get(SAMPLES - 1),
                    slope(values.subList(COLD_SAMPLES, SAMPLES)) * SAMPLES * 60 / SECONDS));
            assertThat(operations.get()).isPositive();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(router.tables()).isEqualTo(before));
            assertThat(router.process().output().text()).doesNotContain("ERROR");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads the router's numbers at regular intervals. Fails as soon as one of the workers fails. */
    private static Map<String, List<Double>> sample(RouterAtWork router, List<CompletableFuture<Void>> working)
            throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int i = 1; i <= SAMPLES; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(SECONDS) / SAMPLES;
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            for (CompletableFuture<Void> worker : working) {
                assertThat(worker.getNow(null))
                        .as("throws what has ended a worker")
                        .isNull();
                assertThat(worker).as("is at work").isNotDone();
            }
            JsonNode numbers = router.numbersAfterCollection();
            for (String name : NUMBERS) {
                samples.computeIfAbsent(name, same -> new ArrayList<>())
                        .add(numbers.get(name).asDouble());
            }
            samples.computeIfAbsent("resident", same -> new ArrayList<>()).add((double) router.residentBytes());
        }
        return samples;
    }

    /**
     * Returns the slope of the line that fits the values best, which is the average growth from one sample to the next.
     */
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }

    /**
     * Runs one session for the whole time. It calls its own procedure and receives its own events, and checks the
     * number in each.
     */
    private void stay(RouterAtWork router, Framing framing) {
        String name = "com.app.stays." + framing.name().toLowerCase(Locale.ROOT);
        String text = "x".repeat(1_000);
        try (RawPeer peer = framing.join(router.port(framing))) {
            peer.register(name);
            peer.subscribe(name);
            for (long i = 1; !over.get(); i++) {
                peer.call(name, i, text);
                Message invocation = peer.expect(INVOCATION);
                peer.yield(invocation, invocation.list(4).toArray());
                assertThat(peer.expect(RESULT).list(3).get(0)).isEqualTo(i);
                peer.send(PUBLISH, peer.nextRequest(), Map.of("exclude_me", false), name, List.of(i));
                assertThat(peer.expect(EVENT).list(4).get(0)).isEqualTo(i);
                operations.addAndGet(2);
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            throw new AssertionError("a session that stays lost its connection over " + framing, e);
        }
    }

    private void comeAndGo(RouterAtWork router) {
        Life.End[] ends = Life.End.values();
        for (int i = 0; !over.get(); i++) {
            try {
                Life.live(router, Framing.values()[i % 2], Integer.toString(i), ends[i / 2 % ends.length]);
            } catch (IOException e) {
                throw new AssertionError("life " + i + " failed", e);
            }
            operations.incrementAndGet();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
