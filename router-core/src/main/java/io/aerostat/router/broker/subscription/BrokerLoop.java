package io.aerostat.router.broker.subscription;

import io.netty.util.concurrent.EventExecutor;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The queue of one event loop: the events for sessions of that loop, in the order of submission. Also generates
 * publication ids. The loop serves a limited number of receivers in one turn, and handles pings and calls between two
 * turns. A new event joins the delivery at the end of the queue if both have the same receivers; otherwise, it waits
 * behind that delivery. Each subscriber therefore gets the events of each publisher in order (ORD-1). Confined to its
 * loop, except for {@link #submit}.
 */
public final class BrokerLoop implements Runnable {
    private static final SecureRandom SEEDS = new SecureRandom();

    private final EventExecutor loop;
    private final int chunkSize;
    private final Deque<LoopWork> waiting = new ArrayDeque<>();
    private final SplittableRandom ids = new SplittableRandom(SEEDS.nextLong());
    private boolean working;
    private boolean continues;
    private int posted; // the number of tasks that this loop has posted to itself and not run yet

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

    /**
     * Returns a uniformly random id (ID-2). Each loop has its own generator, because loops would compete for a shared
     * one.
     */
    public long nextPublicationId() {
        return (ids.nextLong() >>> 11) + 1;
    }

    /**
     * Adds work to the queue. Any thread. If the calling thread is this loop and the queue is empty, the work is done
     * at once.
     */
    public void submit(LoopWork work) {
        if (loop.inEventLoop()) {
            if (posted == 0) {
                accept(work);
            } else {
                post(work);
            }
            return;
        }
        execute(work, () -> accept(work));
    }

    /**
     * Adds work to the queue, behind the work that other loops have already submitted. Any thread. If the calling
     * thread is this loop, the work is done in a later task, and work submitted afterwards waits for it.
     */
    public void post(LoopWork work) {
        if (!loop.inEventLoop()) {
            execute(work, () -> accept(work));
            return;
        }
        posted++;
        execute(work, () -> {
            posted--;
            accept(work);
        });
    }

    private void execute(LoopWork work, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and so have its sessions.
            work.abandon();
        }
    }

    private void accept(LoopWork work) {
        LoopWork last = waiting.peekLast();
        if (last == null || !last.tryMerge(work)) {
            waiting.add(work);
        }
        if (!working && !continues) {
            work();
        }
    }

    /** Serves the receivers of one turn. */
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
                }
                if (budget <= 0 && !waiting.isEmpty()) {
                    continues = true;
                    // Use schedule and not execute: the loop reads its connections before it runs a scheduled task.
                    loop.schedule(this, 0, TimeUnit.NANOSECONDS);
                    return;
                }
            }
        } finally {
            working = false;
        }
    }

    /** Returns the number of unfinished deliveries. */
    int waiting() {
        return waiting.size();
    }
}
