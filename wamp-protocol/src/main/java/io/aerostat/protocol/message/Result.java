package io.aerostat.protocol.message;

import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;

/**
 * RESULT {@code [50, request, details, args?, kwargs?]}: a result of a call, progressive or final.
 *
 * @param request the request id of the CALL
 */
public record Result(long request, ResultDetails details, Payload payload) implements WampMessage {
    public static final int CODE = 50;

    @Override
    public Type type() {
        return Type.RESULT;
    }
}
