package io.aerostat.bench.load;

import io.aerostat.bench.process.RouterJvm;
import io.aerostat.bench.process.RouterProcess;
import io.aerostat.bench.wire.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The state of one run: its first failure and its measurements. */
final class Run implements AutoCloseable {
    private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LONGEST_LATENCY = Duration.ofMinutes(10).toNanos();

    final Loop loop;
    final Histogram latencies = new Histogram(LONGEST_LATENCY, 3);
    /** The process of the router, if its id is known. */
    final @Nullable RouterProcess router;

    /** The JVM of the router, if the router is a JVM that accepts connections for management. */
    final @Nullable RouterJvm jvm;

    private final LoadOptions options;
    private final @Nullable Opening opening;
    private @Nullable String failure;
    private boolean measuring;
    private long operations;

    /** The time at which a router's port accepted a connection, and the router's CPU time until then. */
    private record Opening(long nanos, long cpuMicros) {}

    Run(Loop loop, LoadOptions options) throws IOException {
        this.loop = loop;
        this.options = options;
        opening = null;
        router = options.pids().isEmpty() ? null : new RouterProcess(options.pids());
        jvm = options.pids().isEmpty() || !options.jvm()
                ? null
                : new RouterJvm(options.pids().get(0));
    }

    private Run(Run other, RouterProcess router) throws IOException {
        loop = other.loop;
        options = other.options;
        opening = new Opening(System.nanoTime(), router.cpuMicros());
        this.router = router;
        jvm = null;
    }

    /** Returns a copy of this run whose measurement begins now, at the moment when the router has begun to listen. */
    Run since(RouterProcess router) throws IOException {
        return new Run(this, router);
    }

    /** Marks the run as failed, which ends it and makes its numbers invalid. */
    void fail(String reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    boolean isFailed() {
        return failure != null;
    }

    /** Counts an operation that has ended correctly. */
    void completed(long startNanos) {
        if (measuring) {
            operations++;
            latencies.recordValue(Math.min(System.nanoTime() - startNanos, LONGEST_LATENCY));
        }
    }

    /** Waits for a condition that must hold before or after the measurement. */
    void await(String what, BooleanSupplier condition) throws IOException {
        await(what, condition, null);
    }

    /**
     * Does the same as {@link #await(String, BooleanSupplier)}, and calls {@code tick} between two checks of the
     * sockets.
     */
    void await(String what, BooleanSupplier condition, @Nullable Runnable tick) throws IOException {
        if (!loop.run(() -> isFailed() || condition.getAsBoolean(), System.nanoTime() + DEADLINE_NANOS, tick)) {
            fail("waited " + Duration.ofNanos(DEADLINE_NANOS).toSeconds() + " s for " + what);
        }
    }

    /** Runs the loop while the load is at work, first for the warm-up and then for the measurement. */
    Row measure(String workload, @Nullable Runnable tick) throws IOException {
        return measure(workload, options.warmup(), options.duration(), tick, () -> false);
    }

    /**
     * Does the same as {@link #measure(String, Runnable)} with other durations, and ends early when {@code done} is
     * true.
     */
    Row measure(String workload, Duration warmup, Duration duration, @Nullable Runnable tick, BooleanSupplier done)
            throws IOException {
        if (opening == null) {
            loop.run(this::isFailed, System.nanoTime() + warmup.toNanos(), tick);
        }
        latencies.reset();
        operations = 0;
        long allocated = jvm == null ? 0 : jvm.allocatedBytes();
        long cpu = opening != null ? opening.cpuMicros() : router == null ? 0 : router.cpuMicros();
        long started = opening != null ? opening.nanos() : System.nanoTime();
        measuring = true;
        long end = started + duration.toNanos();
        // On a busy machine, no operation may end within a short measurement. In this case, the measurement is
        // extended.
        loop.run(
                () -> isFailed() || done.getAsBoolean() || operations > 0 && System.nanoTime() - end >= 0,
                end + DEADLINE_NANOS,
                tick);
        measuring = false;
        double seconds = (System.nanoTime() - started) / 1e9;
        Row row = Row.of(workload, options, operations, seconds, latencies.copy());
        if (router != null) {
            double micros = router.cpuMicros() - cpu;
            row = row.with("cpuMicrosPerOperation", micros / operations)
                    .with("cpuMicros", micros)
                    .with("residentBytes", router.residentBytes());
        }
        return jvm == null
                ? row
                : row.with("allocatedBytesPerOperation", (jvm.allocatedBytes() - allocated) / (double) operations);
    }

    /** Returns the row, marked as failed if a failure has occurred. */
    Row judged(Row row) {
        if (failure == null && row.operations() == 0) {
            fail("no operation was completed");
        }
        return failure == null ? row : row.failed(failure);
    }

    @Override
    public void close() throws IOException {
        if (jvm != null) {
            jvm.close();
        }
    }
}
