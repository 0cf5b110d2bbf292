package io.aerostat.router.meta;

import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.payload.PayloadValues;

/** Publishes as the router itself. Called on the service session's loop. */
@FunctionalInterface
public interface MetaPublisher {
    /**
     * @param without the session that the event is kept from, because it tells of nothing but itself; 0 for none
     * @param audience who else may get it
     */
    void publish(String topic, PayloadValues values, long without, Audience audience);
}
