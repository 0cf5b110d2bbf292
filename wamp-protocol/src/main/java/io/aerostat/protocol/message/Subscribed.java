package io.aerostat.protocol.message;

/** SUBSCRIBED {@code [33, request, subscription]}: acknowledges a SUBSCRIBE. */
public record Subscribed(long request, long subscription) implements WampMessage {
    public static final int CODE = 33;

    @Override
    public Type type() {
        return Type.SUBSCRIBED;
    }
}
