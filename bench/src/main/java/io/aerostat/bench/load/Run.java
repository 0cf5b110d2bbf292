package io.aerostat.bench.load;

import io.aerostat.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The state of one run: its first failure, and what is measured while it is measured. */
final class Run {
    private static final long DEADLINE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_LATENCY = Duration.ofMinutes(10).toNanos();

    final Loop loop;
    final Histogram latencies = new Histogram(LONGEST_LATENCY, 3);
    private final Settings settings;
    private @Nullable String failure;
    private boolean measuring;
    private long operations;

    Run(Loop loop, Settings settings) {
        this.loop = loop;
        this.settings = settings;
    }

    /** Ends the run; it has no numbers then. */
    void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    boolean isFailed() {
        return failure != null;
    }

    /** An operation has ended, as it should. */
    void completed(long startNanos) {
        if (measuring) {
            operations++;
            latencies.recordValue(Math.min(System.nanoTime() - startNanos, LONGEST_LATENCY));
        }
    }

    /** Waits for what must happen before there is anything to measure, or after it. */
    void await(String what, BooleanSupplier condition) throws IOException {
        if (!loop.run(() -> isFailed() || condition.getAsBoolean(), System.nanoTime() + DEADLINE_NANOS)) {
            fail("waited 30 s for " + what);
        }
    }

    /** Lets the load run, which has been begun: first unmeasured, then measured. */
    Row measure(String workload, @Nullable Runnable tick) throws IOException {
        work(settings.warmup(), tick);
        Optional<RouterProcess> router = settings.pid().isPresent()
                ? Optional.of(new RouterProcess(settings.pid().getAsLong()))
                : Optional.empty();
        long cpu = router.isPresent() ? router.get().cpuMicros() : 0;
        long started = System.nanoTime();
        measuring = true;
        work(settings.duration(), tick);
        measuring = false;
        double seconds = (System.nanoTime() - started) / 1e9;
        double cpuMicros = router.isPresent() ? router.get().cpuMicros() - cpu : Double.NaN;
        long memory = router.isPresent() ? router.get().residentBytes() : -1;
        return new Row(workload, settings, operations, seconds, latencies, cpuMicros, memory, null);
    }

    /** The row, or the failure that has come meanwhile. */
    Row judged(Row row) {
        if (failure == null && row.operations() == 0) {
            fail("no operation was completed");
        }
        return failure == null ? row : row.failed(failure);
    }

    private void work(Duration duration, @Nullable Runnable tick) throws IOException {
        loop.run(this::isFailed, System.nanoTime() + duration.toNanos(), tick);
    }
}
