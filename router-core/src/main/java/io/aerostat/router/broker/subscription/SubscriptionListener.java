package io.aerostat.router.broker.subscription;

/**
 * A listener for changes to the subscriptions of a realm (SBM-1), except subscriptions to topics under {@code wamp.}
 * (META-3). Calls are made one at a time, in the order of the changes. Each call is made on the loop that made the
 * change, before the subscriber gets its answer. Must not block or call the broker.
 */
public interface SubscriptionListener {
    SubscriptionListener NONE = new SubscriptionListener() {
        @Override
        public void onCreate(long session, SubscriptionDetails subscription) {}

        @Override
        public void onSubscribe(long session, long subscription) {}

        @Override
        public void onUnsubscribe(long session, long subscription) {}

        @Override
        public void onDelete(long session, long subscription) {}
    };

    /** Called when a SUBSCRIBE has created a subscription; {@link #onSubscribe} follows. */
    void onCreate(long session, SubscriptionDetails subscription);

    void onSubscribe(long session, long subscription);

    /** Called when a subscriber has left by UNSUBSCRIBE, by revocation or at the end of its session. */
    void onUnsubscribe(long session, long subscription);

    /** Called when a subscription is deleted. {@code session} is the id of its last subscriber. */
    void onDelete(long session, long subscription);
}
