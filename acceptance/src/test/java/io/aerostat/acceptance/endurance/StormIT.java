package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
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

/** P7: sessions that are all cut and come back by WAMP-CRA at the same time; an established session goes on being served. */
@Timeout(300)
class StormIT {
    private static final int SESSIONS = 500;
    private static final int AT_A_TIME = 32;

    @Test
    @Conformance("P7")
    void allAreBackAndAnEstablishedSessionIsServedMeanwhile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME + 1);
        try (RouterAtWork router = RouterAtWork.start();
                SocketPeer probe = SocketPeer.join(router.port())) {
            List<SocketPeer> sessions = join(router, threads);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<long[]> calm = probe(probe, threads, stop);
            LockSupport.parkNanos(2_000_000_000L);
            stop.set(true);
            long[] calmLatencies = calm.get(30, TimeUnit.SECONDS);

            for (SocketPeer session : sessions) {
                session.reset();
            }
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<long[]> stormy = probe(probe, threads, over);
            long start = System.nanoTime();
            List<SocketPeer> back = join(router, threads);
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
            for (SocketPeer session : back) {
                session.close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<SocketPeer> join(RouterAtWork router, ExecutorService threads) throws Exception {
        List<CompletableFuture<SocketPeer>> joining = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            joining.add(CompletableFuture.supplyAsync(() -> joinOne(router.port()), threads));
        }
        List<SocketPeer> joined = new ArrayList<>();
        for (CompletableFuture<SocketPeer> session : joining) {
            joined.add(session.get(120, TimeUnit.SECONDS));
        }
        return joined;
    }

    private static SocketPeer joinOne(int port) {
        try {
            return SocketPeer.join(port, "joe", "secret2");
        } catch (IOException e) {
            throw new AssertionError("a session does not come back", e);
        }
    }

    /** Calls again and again; completes with how long each call took. */
    private static CompletableFuture<long[]> probe(SocketPeer probe, ExecutorService threads, AtomicBoolean stop) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Long> latencies = new ArrayList<>();
                    try {
                        while (!stop.get() || latencies.isEmpty()) {
                            long start = System.nanoTime();
                            probe.send("[48, " + probe.nextRequest() + ", {}, \"wamp.session.count\"]");
                            probe.expect(50);
                            latencies.add(System.nanoTime() - start);
                            LockSupport.parkNanos(5_000_000);
                        }
                    } catch (IOException e) {
                        throw new AssertionError("the probe lost its connection", e);
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
