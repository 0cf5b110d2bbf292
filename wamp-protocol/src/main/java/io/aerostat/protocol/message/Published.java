package io.aerostat.protocol.message;

/** PUBLISHED {@code [17, request, publication]}: acknowledges a PUBLISH. */
public record Published(long request, long publication) implements WampMessage {
    public static final int CODE = 17;

    @Override
    public Type type() {
        return Type.PUBLISHED;
    }
}
