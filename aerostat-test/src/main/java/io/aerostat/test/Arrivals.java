package io.aerostat.test;

import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The events or calls that have arrived at a session and that the test has not taken yet. Any thread. */
final class Arrivals<T> {
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The number of arrivals that may wait for the test. Further arrivals are refused. */
    private static final int CAPACITY = 10_000;

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final Session session;
    private final String what;

    /** @param what the name of the arrivals in error texts, such as {@code event of com.shop.sold} */
    Arrivals(Session session, String what) {
        this.session = session;
        this.what = what;
    }

    void add(T arrival) {
        if (!waiting.offer(arrival)) {
            throw new IllegalStateException(
                    what + ": found more than " + CAPACITY + " that the test has not taken (expected fewer)");
        }
    }

    T next(Duration deadline) {
        return next(1, deadline).get(0);
    }

    List<T> next(int count, Duration deadline) {
        List<T> taken = new ArrayList<>(count);
        long end = System.nanoTime() + deadline.toNanos();
        while (taken.size() < count) {
            T arrival = poll(end - System.nanoTime());
            if (arrival == null) {
                throw new NotReceived(what, taken.size(), count, deadline, WireLog.of(session));
            }
            taken.add(arrival);
        }
        return List.copyOf(taken);
    }

    private @Nullable T poll(long nanos) {
        try {
            return waiting.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for: " + what, e);
        }
    }

    /** Takes everything that has arrived, without waiting. */
    List<T> drain() {
        List<T> taken = new ArrayList<>();
        waiting.drainTo(taken);
        return List.copyOf(taken);
    }
}
