package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * P4: sends 1,500 publications of 16 KiB in a second to a healthy subscriber and to a stalled one, which does not read.
 * The router's memory may grow by no more than the stalled subscriber's outbound budget. The healthy subscriber must
 * get all events in order.
 */
@Timeout(180)
@Conformance("P4")
class SlowConsumerIT {
    private static final int RATE = 1_500;
    private static final int PAYLOAD = 16 * 1_024;
    private static final long BUDGET = 8L << 20;
    /**
     * The tolerance of the growth. The pool takes buffers from the operating system in chunks and keeps them, so two
     * measurements of the same idle router differ by up to 1.6 MiB. In six runs, the growth was 6.8 to 8.4 MiB, of
     * which 0.1 MiB were heap.
     */
    private static final long CHUNKS = 2L << 20;

    private static final int RECEIVE_BUFFER = 16_384;
    private static final int ON_THE_WAY = 100;

    @ParameterizedTest
    @CsvSource({"drop, 10", "disconnect, 4"})
    void aSubscriberThatDoesNotReadCostsOnlyItsBudget(String policy, int seconds) throws Exception {
        try (RouterAtWork router =
                        RouterAtWork.start("\"on_slow_consumer\": \"" + policy + "\"", RouterAtWork.RARE_PINGS);
                RawPeer publisher = Framing.RAW_SOCKET.join(router.port());
                RawPeer healthy = Framing.RAW_SOCKET.join(router.port());
                RawPeer stalled = Framing.RAW_SOCKET
                        .connect(ByteStream.narrowTcp(router.port(), RECEIVE_BUFFER))
                        .join(Hello.everything("realm1"))) {
            healthy.subscribe("com.app.warm");
            run(publisher, healthy, "com.app.warm", RATE);
            healthy.subscribe("com.app.topic");
            stalled.subscribe("com.app.topic");
            JsonNode before = router.numbersAfterCollection();

            int events = RATE * seconds;
            run(publisher, healthy, "com.app.topic", events);

            JsonNode after = router.numbersAfterCollection();
            long heap = growth(before, after, "heap_after_gc");
            long direct = growth(before, after, "direct_memory");
            System.out.printf(
                    "slow, %s: %,d events, the heap grew by %d KiB, direct memory by %d KiB from %d KiB%n",
                    policy,
                    events,
                    heap >> 10,
                    direct >> 10,
                    before.get("direct_memory").asLong() >> 10);
            assertThat(heap + direct).isLessThan(BUDGET + CHUNKS);
            JsonNode numbers = router.numbers();
            assertThat(numbers.get("main.realm1.slow_consumers").asInt()).isEqualTo(1);
            assertThat(numbers.get("main.realm1.dropped_over_budget").asInt()).isPositive();
            if (policy.equals("disconnect")) {
                Message goodbye = lastWord(stalled);
                assertThat(goodbye == null ? "no GOODBYE" : goodbye.text(2))
                        .isIn("wamp.close.slow_consumer", "no GOODBYE");
                assertThat(router.process().output().text()).contains("it is disconnected");
            } else {
                stalled.call("wamp.session.count");
                assertThat(stalled.skipTo(RESULT).list(3).get(0))
                        .as("it lives on")
                        .isEqualTo(3L);
            }
        }
    }

    private static long growth(JsonNode before, JsonNode after, String number) {
        return after.get(number).asLong() - before.get(number).asLong();
    }

    /** Returns the GOODBYE; null if the connection ends without a GOODBYE, because the peer began to read too late. */
    private static @Nullable Message lastWord(RawPeer stalled) {
        Optional<Message> message = stalled.receiveUnlessEnded();
        while (message.isPresent() && message.get().type() != GOODBYE) {
            message = stalled.receiveUnlessEnded();
        }
        return message.orElse(null);
    }

    /**
     * Publishes at a fixed rate while the healthy subscriber reads, and checks the events that this subscriber gets.
     */
    private static void run(RawPeer publisher, RawPeer healthy, String topic, int events) throws Exception {
        String payload = "x".repeat(PAYLOAD);
        AtomicInteger received = new AtomicInteger();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= events; i++) {
                assertThat(healthy.expect(EVENT).list(4)).containsExactly((long) i, payload);
                received.set(i);
            }
        });
        long start = System.nanoTime();
        for (int i = 1; i <= events; i++) {
            long due = start + i * 1_000_000_000L / RATE;
            // If the machine is too busy for the rate, late publications must not be sent in a burst, because a burst
            // would make the healthy subscriber slow as well.
            while (System.nanoTime() - due < 0 || (i - received.get() > ON_THE_WAY && !reading.isDone())) {
                LockSupport.parkNanos(200_000);
            }
            publisher.send(PUBLISH, publisher.nextRequest(), Map.of(), topic, List.of(i, payload));
        }
        reading.get(60, TimeUnit.SECONDS);
    }
}
