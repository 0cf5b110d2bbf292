package io.aerostat.protocol.message;

import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;

/**
 * EVENT {@code [36, subscription, publication, details, args?, kwargs?]}: delivers a publication to a subscriber.
 */
public record Event(long subscription, long publication, EventDetails details, Payload payload) implements WampMessage {
    public static final int CODE = 36;

    @Override
    public int code() {
        return CODE;
    }
}
