package io.aerostat.protocol.message;

import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.payload.Payload;

/**
 * ERROR {@code [8, type, request, details, error, args?, kwargs?]}: answers a request that failed.
 *
 * @param requestType the type code of the message that failed
 * @param request the request id of that message
 * @param error the URI of the error
 */
public record ErrorMessage(int requestType, long request, ErrorDetails details, String error, Payload payload)
        implements WampMessage {
    public static final int CODE = 8;

    @Override
    public Type type() {
        return Type.ERROR;
    }
}
