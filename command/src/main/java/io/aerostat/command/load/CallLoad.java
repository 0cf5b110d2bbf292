package io.aerostat.command.load;

import io.aerostat.client.rpc.Call;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Keeps a number of calls under way in each of several sessions, and counts their results. Any thread. */
final class CallLoad {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;
    private static final double MICROS = 1_000;
    private static final double PERCENT_99_9 = 99.9;

    private final Call call;
    private final int window;
    private final List<Session> sessions = new ArrayList<>();
    private final Histogram latencies = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile boolean isMeasuring;
    private volatile boolean isOver;

    CallLoad(String procedure, String payload, int window) {
        this.call = Call.of(procedure).args(payload);
        this.window = window;
    }

    void add(Session session) {
        sessions.add(session);
    }

    /**
     * The numbers of a run.
     *
     * @param failure the first error, if there was one
     */
    record Outcome(Map<String, Object> values, Optional<Throwable> failure) {}

    /** Runs the load; ends early at an error. */
    Outcome run(Duration warmup, Duration measured) throws InterruptedException {
        for (Session session : sessions) {
            for (int i = 0; i < window; i++) {
                next(session);
            }
        }
        long nanos = 0;
        if (!failed.await(warmup.toMillis(), TimeUnit.MILLISECONDS)) {
            isMeasuring = true;
            long begin = System.nanoTime();
            // Waits for the whole time or until a failure; the time that is measured below is right in both cases.
            failed.await(measured.toMillis(), TimeUnit.MILLISECONDS);
            isMeasuring = false;
            nanos = System.nanoTime() - begin;
        }
        isOver = true;
        return new Outcome(values(nanos), Optional.ofNullable(failure.get()));
    }

    private void next(Session session) {
        long begin = System.nanoTime();
        var unused = session.call(call).whenComplete((result, problem) -> {
            if (problem != null) {
                errors.increment();
                failure.compareAndSet(null, problem.getCause() == null ? problem : problem.getCause());
                failed.countDown();
                return;
            }
            if (isMeasuring) {
                latencies.recordValue(Math.min(System.nanoTime() - begin, LONGEST_NANOS));
            }
            if (!isOver) {
                next(session);
            }
        });
    }

    private Map<String, Object> values(long nanos) {
        Map<String, Object> values = new LinkedHashMap<>();
        long calls = latencies.getTotalCount();
        values.put("sessions", (long) sessions.size());
        values.put("calls", calls);
        values.put("errors", errors.sum());
        values.put("calls_per_second", nanos == 0 ? 0 : Math.round(calls * 1e9 / nanos));
        values.put("p50_us", micros(latencies.getValueAtPercentile(50)));
        values.put("p99_us", micros(latencies.getValueAtPercentile(99)));
        values.put("p99_9_us", micros(latencies.getValueAtPercentile(PERCENT_99_9)));
        values.put("max_us", micros(latencies.getMaxValue()));
        return values;
    }

    private static Object micros(long nanos) {
        return Double.valueOf(String.format(Locale.ROOT, "%.1f", nanos / MICROS));
    }
}
