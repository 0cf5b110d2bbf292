package io.aerostat.router.meta;

import io.aerostat.protocol.payload.PayloadValues;

/** Publishes as the router itself. Called on the service session's loop. */
@FunctionalInterface
public interface MetaPublisher {
    void publish(String topic, PayloadValues values);
}
