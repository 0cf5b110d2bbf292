package io.aerostat.protocol.message;

import io.aerostat.protocol.option.InterruptOptions;

/**
 * INTERRUPT {@code [69, request, options]}: asks a callee to stop an invocation.
 *
 * @param request the request id of the INVOCATION
 */
public record Interrupt(long request, InterruptOptions options) implements WampMessage {
    public static final int CODE = 69;

    @Override
    public Type type() {
        return Type.INTERRUPT;
    }
}
