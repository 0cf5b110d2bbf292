package io.aerostat.protocol.message;

import io.aerostat.protocol.option.RegisterOptions;

/** REGISTER {@code [64, request, options, procedure]}: registers a procedure or pattern. */
public record Register(long request, RegisterOptions options, String procedure) implements WampMessage {
    public static final int CODE = 64;

    @Override
    public Type type() {
        return Type.REGISTER;
    }
}
