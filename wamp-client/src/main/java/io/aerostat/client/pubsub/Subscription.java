package io.aerostat.client.pubsub;

import io.aerostat.client.execution.WampFuture;

/** One handler that is told of events. Several may share a subscription of the router (PS-10). Any thread. */
public interface Subscription {
    TopicFilter filter();

    /** The router's id for it; changes when a session that reconnects subscribes again. */
    long id();

    /** Whether events still arrive. */
    boolean isActive();

    /**
     * Completes when no more events arrive: with an empty text when it was ended here, with the reason when the router revoked it (SRV-3); fails with
     * {@link io.aerostat.client.error.SessionLost} when the session ended.
     */
    WampFuture<String> ended();

    /** Ends this handler; the router's subscription ends with its last handler (PS-10). */
    WampFuture<Void> unsubscribe();
}
