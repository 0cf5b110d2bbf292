package io.aerostat.protocol.payload;

import io.aerostat.protocol.error.NotExpressible;

/** Converts a payload to another serialization without loss, or fails (MSG-8). Any thread. */
@FunctionalInterface
public interface Transcoder {
    /** Returns the payload in another serialization. */
    Payload transcode(Payload payload, Serialization target) throws NotExpressible;
}
