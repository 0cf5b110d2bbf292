package io.aerostat.protocol.message;

import io.aerostat.protocol.option.SubscribeOptions;

/** SUBSCRIBE {@code [32, request, options, topic]}: subscribes to a topic or pattern. */
public record Subscribe(long request, SubscribeOptions options, String topic) implements WampMessage {
    public static final int CODE = 32;

    @Override
    public Type type() {
        return Type.SUBSCRIBE;
    }
}
