package io.aerostat.protocol.message;

import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;

/** PUBLISH {@code [16, request, options, topic, args?, kwargs?]}: publishes an event. */
public record Publish(long request, PublishOptions options, String topic, Payload payload) implements WampMessage {
    public static final int CODE = 16;

    @Override
    public Type type() {
        return Type.PUBLISH;
    }
}
