package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P7: cuts all sessions, which then join again by WAMP-CRA at the same time. Meanwhile, the router must serve an
 * established session.
 */
@Timeout(300)
class StormIT {
    private static final int SESSIONS = 500;
    private static final int AT_A_TIME = 32;

    @Test
    @Conformance("P7")
    void allClientsReturnWhileAnEstablishedSessionIsServed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME + 1);
        try (RouterAtWork router = RouterAtWork.start();
                RawPeer probe = Framing.RAW_SOCKET.join(router.port())) {
            List<RawPeer> sessions = join(router, threads);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<long[]> calm = probe(probe, threads, stop);
            LockSupport.parkNanos(2_000_000_000L);
            stop.set(true);
            long[] calmLatencies = calm.get(30, TimeUnit.SECONDS);

            for (RawPeer session : sessions) {
                session.reset();
            }
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<long[]> stormy = probe(probe, threads, over);
            long start = System.nanoTime();
            List<RawPeer> back = join(router, threads);
            double seconds = (System.nanoTime() - start) / 1e9;
            over.set(true);
            long[] stormLatencies = stormy.get(30, TimeUnit.SECONDS);

            System.out.printf(
                    "storm: %d sessions back by WAMP-CRA in %.1f s; probe p99 %.1f ms, calm %.1f ms%n",
                    SESSIONS, seconds, p99(stormLatencies), p99(calmLatencies));
            assertThat(back).hasSize(SESSIONS);
            assertThat(stormLatencies)
                    .as("calls answered meanwhile: at least one for each wave of sessions that came back")
                    .hasSizeGreaterThan(SESSIONS / AT_A_TIME);
            assertThat(router.tables().get("main.realm1.sessions")).isEqualTo(SESSIONS + 1);
            for (RawPeer session : back) {
                session.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<RawPeer> join(RouterAtWork router, ExecutorService threads) throws Exception {
        List<CompletableFuture<RawPeer>> joining = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            joining.add(CompletableFuture.supplyAsync(() -> joinOne(router.port()), threads));
        }
        List<RawPeer> joined = new ArrayList<>();
        for (CompletableFuture<RawPeer> session : joining) {
            joined.add(session.get(120, TimeUnit.SECONDS));
        }
        return joined;
    }

    private static RawPeer joinOne(int port) {
        try {
            RawPeer peer = Framing.RAW_SOCKET.connect(port);
            assertThat(peer.authenticate(Hello.everything("realm1"), "joe", "secret2")
                            .type())
                    .isEqualTo(WELCOME);
            return peer;
        } catch (IOException e) {
            throw new AssertionError("a session does not come back", e);
        }
    }

    /** Makes one call after another until the test stops it. The future completes with the durations of the calls. */
    private static CompletableFuture<long[]> probe(RawPeer probe, ExecutorService threads, AtomicBoolean stop) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Long> latencies = new ArrayList<>();
                    while (!stop.get() || latencies.isEmpty()) {
                        long start = System.nanoTime();
                        probe.call("wamp.session.count");
                        probe.expect(RESULT);
                        latencies.add(System.nanoTime() - start);
                        LockSupport.parkNanos(5_000_000);
                    }
                    return latencies.stream().mapToLong(Long::longValue).toArray();
                },
                threads);
    }

    private static double p99(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
    }
}
