package io.aerostat.protocol.message;

import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;

/** EVENT {@code [36, subscription, publication, details, args?, kwargs?]}: delivers a publication to a subscriber. */
public record Event(long subscription, long publication, EventDetails details, Payload payload) implements WampMessage {
    public static final int CODE = 36;

    @Override
    public Type type() {
        return Type.EVENT;
    }

    /**
     * EVENT_RECEIVED {@code [337, publication]}: acknowledges an EVENT. This is an extension; the router reads and
     * ignores it (PS-13).
     */
    public record Received(long publication) implements WampMessage {
        public static final int CODE = 337;

        @Override
        public Type type() {
            return Type.EVENT_RECEIVED;
        }
    }
}
