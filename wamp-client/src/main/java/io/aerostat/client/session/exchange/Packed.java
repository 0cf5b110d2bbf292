package io.aerostat.client.session.exchange;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;

/**
 * Arguments ready to be sent.
 *
 * @param passthru how they are hidden from the router, if they are
 */
public record Packed(Payload payload, Passthru passthru) {
    public static final Packed EMPTY = plain(Payload.EMPTY);

    static Packed plain(Payload payload) {
        return new Packed(payload, Passthru.NONE);
    }
}
