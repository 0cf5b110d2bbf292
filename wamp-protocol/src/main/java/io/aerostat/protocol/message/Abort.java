package io.aerostat.protocol.message;

import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.payload.Payload;

/**
 * ABORT {@code [3, details, reason, args?, kwargs?]}: ends a session, or refuses to open one. ABORT has no answer
 * (SES-11).
 *
 * @param reason a URI
 */
public record Abort(CloseDetails details, String reason, Payload payload) implements WampMessage {
    public static final int CODE = 3;

    @Override
    public Type type() {
        return Type.ABORT;
    }
}
