package io.aerostat.router.broker.subscription;

import io.netty.util.concurrent.EventExecutor;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;

/**
 * What the broker has on one event loop: the events on their way to sessions of that loop, in the order in which they were handed over, and the
 * source of its publication ids. A fan-out that is greater than a chunk is continued in a later turn of the loop, and what comes after it waits,
 * so that the order from each publisher to each subscriber holds (ORD-1, P22) while pings and calls have their turn. Confined to its loop, but for
 * {@link #submit}.
 */
public final class BrokerLoop implements Runnable {
    private static final SecureRandom SEEDS = new SecureRandom();

    private final EventExecutor loop;
    private final int chunkSize;
    private final Queue<LoopWork> waiting = new ArrayDeque<>();
    private final SplittableRandom ids = new SplittableRandom(SEEDS.nextLong());
    private boolean working;
    private boolean continues;

    public BrokerLoop(EventExecutor loop, int chunkSize) {
        this.loop = loop;
        this.chunkSize = chunkSize;
    }

    public EventExecutor executor() {
        return loop;
    }

    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** A uniformly random id (ID-2); cheaper than a shared generator, which all loops would wait for. */
    public long nextPublicationId() {
        return (ids.nextLong() >>> 11) + 1;
    }

    /** Takes work for this loop, on any thread; done at once if this is the loop and nothing is before it. */
    public void submit(LoopWork work) {
        if (loop.inEventLoop()) {
            accept(work);
            return;
        }
        try {
            loop.execute(() -> accept(work));
        } catch (RejectedExecutionException e) {
            // The loop has ended and its sessions with it.
            work.finish();
        }
    }

    private void accept(LoopWork work) {
        waiting.add(work);
        if (!working && !continues) {
            work();
        }
    }

    /** The next chunk. */
    @Override
    public void run() {
        continues = false;
        work();
    }

    private void work() {
        working = true;
        try {
            int budget = chunkSize;
            for (LoopWork next = waiting.peek(); next != null; next = waiting.peek()) {
                budget = next.serve(budget);
                if (next.isDone()) {
                    waiting.remove();
                    next.finish();
                }
                if (budget <= 0 && !waiting.isEmpty()) {
                    continues = true;
                    loop.execute(this);
                    return;
                }
            }
        } finally {
            working = false;
        }
    }

    /** How many fan-outs have not been finished. */
    int waiting() {
        return waiting.size();
    }
}
