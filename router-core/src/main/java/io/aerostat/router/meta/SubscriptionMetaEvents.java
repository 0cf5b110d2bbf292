package io.aerostat.router.meta;

import io.aerostat.router.broker.subscription.SubscriptionDetails;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import java.util.List;

/** Publishes the events {@code wamp.subscription.on_…}. */
record SubscriptionMetaEvents(MetaEvents events) implements SubscriptionListener {
    @Override
    public void onCreate(long session, SubscriptionDetails subscription) {
        events.publish("wamp.subscription.on_create", () -> List.of(session, EntryDictionary.of(subscription)));
    }

    @Override
    public void onSubscribe(long session, long subscription) {
        events.publish("wamp.subscription.on_subscribe", () -> List.of(session, subscription));
    }

    @Override
    public void onUnsubscribe(long session, long subscription) {
        events.publish("wamp.subscription.on_unsubscribe", () -> List.of(session, subscription));
    }

    @Override
    public void onDelete(long session, long subscription) {
        events.publish("wamp.subscription.on_delete", () -> List.of(session, subscription));
    }
}
