package io.aerostat.router.broker.subscription;

/**
 * Hears of changes to the subscriptions of a realm, in the order in which they were made, one call at a time, on whatever loop made them and
 * before the subscriber has its answer; must not block and not call back (SBM-1). Never hears of topics under {@code wamp.} (META-3).
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

    /** A session's SUBSCRIBE created a subscription; {@link #onSubscribe} follows. */
    void onCreate(long session, SubscriptionDetails subscription);

    void onSubscribe(long session, long subscription);

    /** A subscriber is gone: by UNSUBSCRIBE, revocation or the end of its session. */
    void onUnsubscribe(long session, long subscription);

    /** The last subscriber is gone, and the subscription with it. {@code session} was the last subscriber. */
    void onDelete(long session, long subscription);
}
