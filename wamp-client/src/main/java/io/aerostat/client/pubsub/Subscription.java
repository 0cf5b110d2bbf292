package io.aerostat.client.pubsub;

import io.aerostat.client.execution.WampFuture;

/**
 * One handler that is called with events. Several handlers may share a subscription of the router (PS-10). Any thread.
 */
public interface Subscription {
    /** Returns the topics that are subscribed to. */
    TopicFilter filter();

    /** Returns the router's id of the subscription; the id changes when the session reconnects and subscribes again. */
    long id();

    /** Returns whether events still arrive. */
    boolean isActive();

    /**
     * Completes when no more events arrive: with an empty text if this client has ended the subscription, or with the
     * reason if the router has revoked it (SRV-3). Fails with {@link io.aerostat.client.error.SessionLost} when the
     * session has ended.
     */
    WampFuture<String> ended();

    /** Removes this handler. The router's subscription ends with its last handler (PS-10). */
    WampFuture<Void> unsubscribe();
}
