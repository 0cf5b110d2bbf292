package io.aerostat.router.meta;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.PayloadValues;

/** Publishes events of the router itself. Called on the service session's loop. */
@FunctionalInterface
public interface MetaPublisher {
    /**
     * Publishes an event.
     *
     * @param without the session that must not get the event, because the event is about that session; 0 for none
     * @param audience the sessions that may get the event
     */
    void publish(String topic, PayloadValues values, long without, Audience audience);
}
