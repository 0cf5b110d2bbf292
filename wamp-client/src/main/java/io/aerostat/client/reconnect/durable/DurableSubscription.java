package io.aerostat.client.reconnect.durable;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;

/** A subscription that survives reconnects. Any thread. */
final class DurableSubscription extends Durable<Subscription> implements Subscription {
    private final TopicFilter filter;
    private final EventHandler handler;

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
        return of.subscribe(filter, handler);
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
