package io.aerostat.router.tally;

import io.aerostat.router.session.LoopStatistics;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures one event loop at intervals: the delay of its tasks, and the number of bytes queued for its clients. The
 * loop writes; any thread may read.
 */
public final class LoopWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    /**
     * The number of recent measurements of which the largest delay is reported. A caller that reads every 15 s misses
     * no measurement.
     */
    private static final int REMEMBERED = 16;

    private final EventExecutor loop;
    private final ToLongFunction<EventExecutor> backlog;
    private final AtomicLongArray delays = new AtomicLongArray(REMEMBERED);
    private volatile long expectedAt;
    private volatile long pendingBytes;
    private int looks;

    /**
     * Creates a watch.
     *
     * @param backlog returns the number of bytes queued for the clients of a loop; called on that loop
     */
    private LoopWatch(EventExecutor loop, ToLongFunction<EventExecutor> backlog) {
        this.loop = loop;
        this.backlog = backlog;
    }

    /** Starts to measure each loop. */
    public static List<LoopWatch> start(Iterable<EventExecutor> loops, ToLongFunction<EventExecutor> backlog) {
        List<LoopWatch> watches = new ArrayList<>();
        for (EventExecutor loop : loops) {
            LoopWatch watch = new LoopWatch(loop, backlog);
            watch.start();
            watches.add(watch);
        }
        return List.copyOf(watches);
    }

    private void start() {
        expectedAt = System.nanoTime() + INTERVAL;
        scheduleNext();
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        delays.set(looks++ % REMEMBERED, Math.max(0, now - expectedAt));
        try {
            pendingBytes = backlog.applyAsLong(loop);
        } finally {
            expectedAt = System.nanoTime() + INTERVAL;
            scheduleNext();
        }
    }

    private void scheduleNext() {
        try {
            loop.schedule(this, INTERVAL, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loop has ended");
        }
    }

    /**
     * Returns the largest recent delay, which grows while the loop is blocked, and the last measured number of queued
     * bytes.
     */
    public LoopStatistics read() {
        long largest = System.nanoTime() - expectedAt;
        for (int i = 0; i < REMEMBERED; i++) {
            largest = Math.max(largest, delays.get(i));
        }
        int waiting = loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
        return new LoopStatistics(Duration.ofNanos(Math.max(0, largest)), waiting, pendingBytes);
    }
}
