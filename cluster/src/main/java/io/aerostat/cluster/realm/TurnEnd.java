package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.ClusterNode;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.RejectedExecutionException;

/**
 * Combines the flushes of one turn of a loop into one flush, so that all records of the turn are sent together. The
 * flush is a task that runs after the tasks that are queued already. Any loop.
 */
final class TurnEnd {
    /** Whether this thread has requested a flush that has not run yet. */
    private static final FastThreadLocal<boolean[]> REQUESTED = new FastThreadLocal<>() {
        @Override
        protected boolean[] initialValue() {
            return new boolean[1];
        }
    };

    private final ClusterNode node;

    TurnEnd(ClusterNode node) {
        this.node = node;
    }

    /** Requests a flush at the end of this turn of the loop; on another thread, flushes at once. */
    void request(EventExecutor loop) {
        if (!loop.inEventLoop()) {
            node.flush();
            return;
        }
        boolean[] requested = REQUESTED.get();
        if (requested[0]) {
            return;
        }
        try {
            loop.execute(() -> {
                requested[0] = false;
                node.flush();
            });
            requested[0] = true;
        } catch (RejectedExecutionException e) {
            node.flush();
        }
    }
}
