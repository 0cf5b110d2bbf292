package io.aerostat.router.audit;

import io.aerostat.protocol.trace.Tracing;
import io.aerostat.router.observation.LockOut;
import io.aerostat.router.observation.ObservedEnd;
import io.aerostat.router.observation.ObservedSession;
import io.aerostat.router.observation.RefusedJoin;
import io.aerostat.router.observation.RouterObserver;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls all observers of a router, and holds its tracing. The failure of one observer affects nothing else. Any thread.
 */
public final class Observers implements RouterObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    /** An instance without observers or tracing. */
    public static final Observers NONE = new Observers(List.of(), Tracing.NONE);

    private final List<RouterObserver> observers;
    private final Tracing tracing;

    public Observers(List<RouterObserver> observers, Tracing tracing) {
        this.observers = List.copyOf(observers);
        this.tracing = tracing;
    }

    /** Returns the tracing that makes the spans of the router. */
    public Tracing tracing() {
        return tracing;
    }

    /** Checks whether there are no observers. In that case, callers need not create descriptions of events. */
    public boolean isEmpty() {
        return observers.isEmpty();
    }

    @Override
    public void joined(ObservedSession session) {
        each(observer -> observer.joined(session));
    }

    @Override
    public void refused(RefusedJoin refusal) {
        each(observer -> observer.refused(refusal));
    }

    @Override
    public void lockedOut(LockOut lockOut) {
        each(observer -> observer.lockedOut(lockOut));
    }

    @Override
    public void left(ObservedSession session, ObservedEnd end) {
        each(observer -> observer.left(session, end));
    }

    @Override
    public void denied(ObservedSession session, String action, String uri, String error) {
        each(observer -> observer.denied(session, action, uri, error));
    }

    @Override
    public void misfit(ObservedSession session, String action, String uri, String path) {
        each(observer -> observer.misfit(session, action, uri, path));
    }

    @Override
    public void killed(ObservedSession session, long by, String reason) {
        each(observer -> observer.killed(session, by, reason));
    }

    private void each(Consumer<RouterObserver> event) {
        for (RouterObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                LOG.error("an observer of the router failed", e);
            }
        }
    }
}
