package io.aerostat.protocol.message;

import io.aerostat.protocol.option.CancelOptions;

/**
 * CANCEL {@code [49, request, options]}: cancels a call.
 *
 * @param request the request id of the CALL
 */
public record Cancel(long request, CancelOptions options) implements WampMessage {
    public static final int CODE = 49;

    @Override
    public Type type() {
        return Type.CANCEL;
    }
}
