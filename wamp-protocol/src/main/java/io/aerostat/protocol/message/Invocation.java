package io.aerostat.protocol.message;

import io.aerostat.protocol.option.InvocationDetails;
import io.aerostat.protocol.payload.Payload;

/**
 * INVOCATION {@code [68, request, registration, details, args?, kwargs?]}: asks a callee to execute a call.
 *
 * @param request the request id, which is sequential in the callee's session (ID-5)
 */
public record Invocation(long request, long registration, InvocationDetails details, Payload payload)
        implements WampMessage {
    public static final int CODE = 68;

    @Override
    public Type type() {
        return Type.INVOCATION;
    }
}
