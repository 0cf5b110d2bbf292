package io.aerostat.router.web;

import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the long-poll transports that have ended lately, because their clients may still close them. AutobahnJS
 * reports the end of a session only when its close is answered, but the router may end the transport first. Any thread.
 */
final class EndedTransports {
    private static final long KEPT_SECONDS = 10;
    /** Transports beyond this number are forgotten at once. */
    private static final int CAPACITY = 10_000;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    /** Remembers an id for a while. */
    void add(String id, EventExecutor loop) {
        if (ids.size() < CAPACITY && !loop.isShuttingDown()) {
            ids.add(id);
            try {
                loop.schedule(() -> ids.remove(id), KEPT_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                ids.remove(id); // The loop was shut down meanwhile.
            }
        }
    }

    boolean contains(String id) {
        return ids.contains(id);
    }
}
