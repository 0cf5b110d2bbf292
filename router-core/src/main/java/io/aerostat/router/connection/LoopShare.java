package io.aerostat.router.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What sessions that come and go may take of each round of an event loop. When thousands come back at once, what they cost is thus spread over as many
 * rounds as it needs, and between any two of them the established sessions are served (P7). As long as a round has time left for them, which is nearly
 * always, nothing waits. One loop each.
 */
final class LoopShare {
    private static final Logger LOG = LoggerFactory.getLogger(LoopShare.class);

    /** So much of a round; the piece of work that goes beyond it is its last one. */
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

    /** The share of {@code loop}, on which this is called. */
    static LoopShare of(EventExecutor loop) {
        LoopShare share = OF_THREAD.get();
        if (share == null || share.loop != loop) {
            share = new LoopShare(loop);
            OF_THREAD.set(share);
        }
        return share;
    }

    /** Does {@code work} now, or in a later round if nothing is left of this one, in the order of these calls. What it leads to belongs to it. */
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
            LOG.error("a bug in what a connection begins or ends with", e);
        } finally {
            working = false;
            spent += System.nanoTime() - now;
        }
    }

    private void endRoundIfUsedUp() {
        usedUp = !waiting.isEmpty() || spent >= NANOS_OF_A_ROUND;
        if (usedUp) {
            // The loop reads its connections before it comes to what was scheduled meanwhile.
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
