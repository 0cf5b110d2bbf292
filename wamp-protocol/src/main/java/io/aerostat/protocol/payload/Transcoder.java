package io.aerostat.protocol.payload;

import io.aerostat.protocol.error.NotExpressible;

/** Turns a payload into another serialization without loss, or fails (MSG-8). Any thread. */
@FunctionalInterface
public interface Transcoder {
    /** Returns the payload in another serialization. */
    Payload transcode(Payload payload, Serialization target) throws NotExpressible;
}
