package io.aerostat.protocol.message;

/** REGISTERED {@code [65, request, registration]}: acknowledges a REGISTER. */
public record Registered(long request, long registration) implements WampMessage {
    public static final int CODE = 65;

    @Override
    public Type type() {
        return Type.REGISTERED;
    }
}
