package io.aerostat.client.session.exchange;

import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.pubsub.EventHandler;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.pubsub.TopicFilter;

/** A handler that is subscribed in one session. Changed on the connection's executor only; read by any thread. */
public final class ActiveSubscription extends ActiveHandler implements Subscription {
    final EventHandler handler;

    private final SessionRequests session;
    private final TopicFilter filter;

    public ActiveSubscription(SessionRequests session, TopicFilter filter, EventHandler handler) {
        this.session = session;
        this.filter = filter;
        this.handler = handler;
    }

    @Override
    public TopicFilter filter() {
        return filter;
    }

    @Override
    public WampFuture<Void> unsubscribe() {
        return session.unsubscribe(this);
    }
}
