package io.aerostat.protocol.message;

import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;

/**
 * YIELD {@code [70, request, options, args?, kwargs?]}: a result of an invocation, progressive or final.
 *
 * @param request the request id of the INVOCATION
 */
public record Yield(long request, YieldOptions options, Payload payload) implements WampMessage {
    public static final int CODE = 70;

    @Override
    public Type type() {
        return Type.YIELD;
    }
}
