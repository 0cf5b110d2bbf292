package io.aerostat.protocol.message;

/** UNSUBSCRIBE {@code [34, request, subscription]}: ends a subscription. */
public record Unsubscribe(long request, long subscription) implements WampMessage {
    public static final int CODE = 34;

    @Override
    public Type type() {
        return Type.UNSUBSCRIBE;
    }
}
