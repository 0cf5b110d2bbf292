package io.aerostat.router.contract;

import io.aerostat.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Decides which payloads fit. Two schemas that decide alike should be equal, so that a reload of the configuration does
 * not report a change.
 */
@FunctionalInterface
public interface PayloadSchema {
    /**
     * Checks a payload. Called on event loops for small payloads and on other threads for large ones, possibly on
     * several threads at once. Must not block. If this method throws an exception, the message is refused.
     *
     * @param encoded whether the payload is in passthru mode, so that the router cannot read its values
     * @return the first fault; null if the payload fits
     */
    @Nullable
    PayloadFault faultOf(Payload payload, boolean encoded);
}
