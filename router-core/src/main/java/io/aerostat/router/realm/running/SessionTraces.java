package io.aerostat.router.realm.running;

import io.aerostat.router.inventory.TracePage;
import io.aerostat.router.inventory.TraceQuery;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.session.joined.SessionTrace;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The sessions of a realm that are traced now. A trace outlives its session, so that the reader learns how the session
 * has ended. A trace ends when nobody has read it for some time. Any thread.
 */
final class SessionTraces {
    private static final int MOST = 16;

    private final ConcurrentMap<Long, Reading> readings = new ConcurrentHashMap<>();

    /**
     * Returns messages of a session; begins to trace the session with the first query.
     *
     * @param joined supplies the session; empty if there is no such session, or operators must not see the session
     * @param empty makes an empty trace
     * @return empty if there is no such session; fails with {@link IllegalStateException} if too many sessions are
     *     traced
     */
    CompletionStage<Optional<TracePage>> read(
            long id, TraceQuery query, Supplier<Optional<RouterSession>> joined, Supplier<SessionTrace> empty) {
        Reading reading = readings.get(id);
        if (reading == null) {
            RouterSession session = joined.get().orElse(null);
            if (session == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (readings.size() >= MOST) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("found " + MOST + " traced sessions (expected fewer)"));
            }
            reading = readings.computeIfAbsent(id, absent -> new Reading(session, empty.get()));
        }
        CompletableFuture<Optional<TracePage>> page = new CompletableFuture<>();
        Reading found = reading;
        try {
            found.session.run(() -> page.complete(found.page(query)));
        } catch (RejectedExecutionException e) {
            page.complete(Optional.empty()); // The router has ended.
        }
        return page;
    }

    /** Ends the trace of a session. Returns false if the session was not traced. */
    boolean end(long id) {
        Reading reading = readings.remove(id);
        if (reading == null) {
            return false;
        }
        try {
            reading.session.run(reading::end);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // The loop has ended, and so has the session.
        }
    }

    /** The trace of one session, and when it ends. Confined to the loop of the session. */
    private final class Reading {
        private final RouterSession session;
        private final SessionTrace trace;
        private boolean hasBegun;
        private boolean hasEnded;
        private long deadline;

        Reading(RouterSession session, SessionTrace trace) {
            this.session = session;
            this.trace = trace;
        }

        Optional<TracePage> page(TraceQuery query) {
            if (hasEnded) {
                return Optional.empty(); // The trace was ended while this query was on its way.
            }
            long patience = query.patience().toNanos();
            deadline = System.nanoTime() + patience;
            if (!hasBegun) {
                if (!session.isLive()) {
                    readings.remove(session.id(), this); // The session has left since it was found.
                    return Optional.empty();
                }
                hasBegun = true;
                session.traffic().trace(trace);
                endLater(patience);
            }
            return Optional.of(trace.page(query));
        }

        private void endLater(long nanos) {
            var unused = session.loop().schedule(this::endUnread, nanos, TimeUnit.NANOSECONDS);
        }

        private void endUnread() {
            long rest = deadline - System.nanoTime();
            if (rest > 0 && !hasEnded) {
                endLater(rest);
            } else if (!hasEnded) {
                readings.remove(session.id(), this);
                end();
            }
        }

        void end() {
            hasEnded = true;
            session.traffic().endTrace(trace);
        }
    }
}
