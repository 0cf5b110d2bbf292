package io.aerostat.router.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the time that joins and leaves take in each round of an event loop. Mass joins and leaves are spread over
 * several rounds, and established sessions are served between any two of them (P7). As long as a round has time left,
 * which is nearly always, nothing waits. One loop each.
 */
final class LoopShare {
    private static final Logger LOG = LoggerFactory.getLogger(LoopShare.class);

    /** The time for joins and leaves in a round; the task that exceeds it is the last one of the round. */
    static final long NANOS_OF_A_ROUND = TimeUnit.MILLISECONDS.toNanos(1);

    private static final FastThreadLocal<LoopShare> OF_THREAD = new FastThreadLocal<>();

    private final EventExecutor loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long roundBegan;
    private long spent;
    private boolean usedUp;
    private boolean working;

    private LoopShare(EventExecutor loop) {
        this.loop = loop;
    }

    /** Returns the share of {@code loop}; called on that loop. */
    static LoopShare of(EventExecutor loop) {
        LoopShare share = OF_THREAD.get();
        if (share == null || share.loop != loop) {
            share = new LoopShare(loop);
            OF_THREAD.set(share);
        }
        return share;
    }

    /**
     * Runs {@code work} now, or in a later round if this one has no time left; in the order of the calls. A call within
     * {@code work} is run at once.
     */
    void take(Runnable work) {
        if (working) {
            work.run();
        } else if (usedUp) {
            waiting.add(work);
        } else {
            long now = System.nanoTime();
            if (now - roundBegan > NANOS_OF_A_ROUND) {
                roundBegan = now;
                spent = 0;
            }
            work(work, now);
            endRoundIfUsedUp();
        }
    }

    private void work(Runnable work, long now) {
        working = true;
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a bug in the begin or end of a connection", e);
        } finally {
            working = false;
            spent += System.nanoTime() - now;
        }
    }

    private void endRoundIfUsedUp() {
        usedUp = !waiting.isEmpty() || spent >= NANOS_OF_A_ROUND;
        if (usedUp) {
            // The loop reads its connections before it runs a task that was scheduled meanwhile.
            loop.schedule(this::nextRound, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void nextRound() {
        roundBegan = System.nanoTime();
        spent = 0;
        while (!waiting.isEmpty() && spent < NANOS_OF_A_ROUND) {
            work(waiting.remove(), System.nanoTime());
        }
        endRoundIfUsedUp();
    }
}
