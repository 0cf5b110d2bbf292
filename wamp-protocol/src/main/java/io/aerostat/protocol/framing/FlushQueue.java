package io.aerostat.protocol.framing;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches of one loop that wait to be flushed. Each batch is flushed once, after the tasks that the loop has
 * already queued, so that the messages of these tasks are sent together. Confined to its loop.
 */
final class FlushQueue {
    private static final FastThreadLocal<FlushQueue> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected FlushQueue initialValue() {
            return new FlushQueue();
        }
    };

    private List<FrameBatch> waiting = new ArrayList<>();
    private List<FrameBatch> flushing = new ArrayList<>();

    private FlushQueue() {}

    /** Adds a batch. Called on {@code loop}. */
    static void add(EventExecutor loop, FrameBatch batch) {
        FlushQueue queue = OF_LOOP.get();
        queue.waiting.add(batch);
        if (queue.waiting.size() == 1) {
            loop.execute(queue::flush);
        }
    }

    private void flush() {
        List<FrameBatch> batches = waiting;
        waiting = flushing;
        flushing = batches;
        for (int i = 0; i < batches.size(); i++) {
            batches.get(i).flushFromQueue();
        }
        batches.clear();
    }
}
