package io.aerostat.router.web;

import io.netty.util.concurrent.EventExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Remembers long-poll transports that have ended recently, because their clients may still close them. AutobahnJS
 * reports the end of a session only after an answer to its close request, but the router may have ended the transport
 * before. Any thread.
 */
final class EndedTransports {
    private static final long KEPT_SECONDS = 10;
    /** The largest number of ids to remember; further ones are not stored. */
    private static final int CAPACITY = 10_000;

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    /** Remembers an id for some time. */
    void add(String id, EventExecutor loop) {
        if (ids.size() < CAPACITY && !loop.isShuttingDown()) {
            ids.add(id);
            try {
                loop.schedule(() -> ids.remove(id), KEPT_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                ids.remove(id); // The loop has been shut down meanwhile.
            }
        }
    }

    boolean contains(String id) {
        return ids.contains(id);
    }
}
