package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterProcess;
import io.aerostat.bench.wire.Connection;
import io.aerostat.bench.wire.MessageReader;
import java.io.IOException;

/**
 * Sessions that join and do nothing. The memory of the router is read when a tenth of the sessions have joined, and
 * when all have joined. The difference is the memory of the sessions that joined in between. One operation is a
 * session.
 */
final class IdleLoad implements Workload.Load {
    private static final int AT_A_TIME = 50;

    private final Run run;
    private final LoadOptions options;
    private int wanted;
    private int begun;
    private int joined;

    IdleLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
    }

    @Override
    public Row run() throws IOException {
        RouterProcess router = run.router;
        if (router == null) {
            run.fail("idle: found no --pid (expected that of the router, whose memory is measured)");
            return Row.of("idle", options, 0, 1, run.latencies);
        }
        int first = Math.max(1, options.callers() / 10);
        join(first);
        long heap = run.jvm == null ? 0 : run.jvm.liveHeapBytes();
        long committed = run.jvm == null ? 0 : run.jvm.committedHeapBytes();
        long resident = router.residentBytes();
        long started = System.nanoTime();
        join(options.callers());
        double seconds = (System.nanoTime() - started) / 1e9;
        // Waits until the router has sent pings, because their state and buffers are a part of the sessions' memory.
        Row pings = rest();
        double sessions = options.callers() - first;
        Row row = Row.of("idle", options, options.callers() - first, seconds, run.latencies)
                .with("cpuMicrosPerSessionAndSecond", cpuMicros(pings));
        double residentGrowth = router.residentBytes() - resident;
        if (run.jvm == null) {
            return row.with("residentBytesPerSession", residentGrowth / sessions);
        }
        // The router touches all pages of its heap at the start, so the growth of the process does not include the
        // heap.
        double heapGrowth = run.jvm.liveHeapBytes() - heap;
        double committedGrowth = run.jvm.committedHeapBytes() - committed;
        return row.with("heapBytesPerSession", heapGrowth / sessions)
                .with("otherBytesPerSession", (residentGrowth - committedGrowth) / sessions)
                .with("bytesPerSession", (heapGrowth + residentGrowth - committedGrowth) / sessions);
    }

    /** Measures the router for a while in which all sessions are idle. */
    private Row rest() throws IOException {
        long end = System.nanoTime() + options.warmup().plus(options.duration()).toNanos();
        return run.measure("idle", options.warmup(), options.duration(), null, () -> System.nanoTime() - end >= 0);
    }

    private double cpuMicros(Row row) {
        return row.numbers().getOrDefault("cpuMicros", Double.NaN) / options.callers() / row.seconds();
    }

    private void join(int sessions) throws IOException {
        wanted = sessions;
        while (begun < wanted && !run.isFailed()) {
            for (int i = 0; i < AT_A_TIME && begun < wanted; i++, begun++) {
                run.loop.connect(options.endpoint(), options.encoding(), new Idle());
            }
            run.await("sessions", () -> joined == begun);
        }
    }

    private final class Idle extends Session {
        Idle() {
            super(IdleLoad.this.run, options);
        }

        @Override
        protected void joined(Connection connection) {
            joined++;
        }

        @Override
        protected void message(Connection connection, int code, MessageReader reader) {
            run.fail("idle session: found message " + code + " (expected none)");
        }
    }
}
