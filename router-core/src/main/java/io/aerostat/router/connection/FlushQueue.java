package io.aerostat.router.connection;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one loop that have something to flush: each is flushed once, after everything that the loop had to read and do, so that
 * messages written in between leave together. One loop each.
 */
final class FlushQueue {
    private static final FastThreadLocal<FlushQueue> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected FlushQueue initialValue() {
            return new FlushQueue();
        }
    };

    private List<ChannelLink> waiting = new ArrayList<>();
    private List<ChannelLink> flushing = new ArrayList<>();

    private FlushQueue() {}

    /** Called on {@code loop}. */
    static void add(EventExecutor loop, ChannelLink link) {
        FlushQueue queue = OF_LOOP.get();
        queue.waiting.add(link);
        if (queue.waiting.size() == 1) {
            loop.execute(queue::flush);
        }
    }

    private void flush() {
        List<ChannelLink> links = waiting;
        waiting = flushing;
        flushing = links;
        for (int i = 0; i < links.size(); i++) {
            links.get(i).flushBatch();
        }
        links.clear();
    }
}
