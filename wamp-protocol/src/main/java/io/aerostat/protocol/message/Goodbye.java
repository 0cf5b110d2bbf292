package io.aerostat.protocol.message;

import io.aerostat.protocol.option.CloseDetails;

/**
 * GOODBYE {@code [6, details, reason]}: ends a session in an orderly way, and answers the peer's GOODBYE (SES-13).
 *
 * @param reason a URI
 */
public record Goodbye(CloseDetails details, String reason) implements WampMessage {
    public static final int CODE = 6;

    @Override
    public Type type() {
        return Type.GOODBYE;
    }
}
