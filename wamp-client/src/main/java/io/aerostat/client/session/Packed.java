package io.aerostat.client.session;

import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;

/**
 * Arguments ready to be sent.
 *
 * @param passthru how they are hidden from the router, if they are
 */
record Packed(Payload payload, Passthru passthru) {
    static final Packed EMPTY = plain(Payload.EMPTY);

    static Packed plain(Payload payload) {
        return new Packed(payload, Passthru.NONE);
    }
}
