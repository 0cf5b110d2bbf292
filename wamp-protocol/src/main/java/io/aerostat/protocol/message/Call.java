package io.aerostat.protocol.message;

import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.payload.Payload;

/** CALL {@code [48, request, options, procedure, args?, kwargs?]}: calls a procedure. */
public record Call(long request, CallOptions options, String procedure, Payload payload) implements WampMessage {
    public static final int CODE = 48;

    @Override
    public Type type() {
        return Type.CALL;
    }
}
