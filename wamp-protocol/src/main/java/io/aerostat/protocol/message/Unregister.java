package io.aerostat.protocol.message;

/** UNREGISTER {@code [66, request, registration]}: ends a registration. */
public record Unregister(long request, long registration) implements WampMessage {
    public static final int CODE = 66;

    @Override
    public Type type() {
        return Type.UNREGISTER;
    }
}
