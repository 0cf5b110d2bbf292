package io.aerostat.client.reconnect.durable;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that survives reconnects. If the filter requests past events, each later session requests the events
 * after the last delivered event. Any thread; the lock of this object guards the fields and is never held while the
 * handler is called.
 */
final class DurableSubscription extends Durable<Subscription> implements Subscription {
    private final TopicFilter filter;
    private final EventHandler handler;
    /** The session whose events are delivered. Events of earlier sessions are ignored: this session replays them. */
    private @Nullable Session delivering;
    /** The publication id of the last delivered event; 0 before the first event. */
    private long last;

    DurableSubscription(TopicFilter filter, EventHandler handler, DurableSession session) {
        super(session);
        this.filter = filter;
        this.handler = handler;
    }

    @Override
    String uri() {
        return filter.topic();
    }

    @Override
    WampFuture<Subscription> ask(Session of) {
        return filter.replayAfter().isPresent() ? goOn(of) : of.subscribe(filter, handler);
    }

    private WampFuture<Subscription> goOn(Session of) {
        long after;
        synchronized (this) {
            delivering = of;
            after = last;
        }
        EventHandler remembering = event -> {
            if (delivers(of, event)) {
                handler.handle(event);
            }
        };
        if (after == 0) {
            return of.subscribe(filter, remembering);
        }
        // If the history no longer has the last delivered event, all events in the history are later and must be
        // delivered.
        return (WampFuture<Subscription>) of.subscribe(filter.replayAfter(after), remembering)
                .exceptionallyCompose(failure -> filter.replayAfter().getAsLong() == 0 && isGone(failure)
                        ? of.subscribe(filter, remembering)
                        : WampFuture.failed(failure));
    }

    private synchronized boolean delivers(Session of, Event event) {
        boolean current = delivering == of;
        if (current) {
            last = event.publication();
        }
        return current;
    }

    private static boolean isGone(Throwable failure) {
        return StageFailure.cause(failure) instanceof ApplicationError error
                && error.uri().equals(ErrorUris.NO_SUCH_PUBLICATION);
    }

    @Override
    WampFuture<String> endOf(Subscription granted) {
        return granted.ended();
    }

    @Override
    WampFuture<Void> end(Subscription granted) {
        return granted.unsubscribe();
    }

    @Override
    Subscription self() {
        return this;
    }

    @Override
    public TopicFilter filter() {
        return filter;
    }

    @Override
    public long id() {
        Subscription present = granted();
        return present == null ? 0 : present.id();
    }

    @Override
    public boolean isActive() {
        Subscription present = granted();
        return !isOver() && present != null && present.isActive();
    }

    @Override
    public WampFuture<Void> unsubscribe() {
        return end();
    }
}
