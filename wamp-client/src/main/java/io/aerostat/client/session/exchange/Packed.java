package io.aerostat.client.session.exchange;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;

/**
 * Encoded arguments.
 *
 * @param passthru how the arguments are encrypted; {@link Passthru#NONE} if they are not encrypted
 */
public record Packed(Payload payload, Passthru passthru) {
    public static final Packed EMPTY = plain(Payload.EMPTY);

    static Packed plain(Payload payload) {
        return new Packed(payload, Passthru.NONE);
    }
}
