package io.aerostat.protocol.passthru;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.Optional;

/** How an application packs and opens passed-through payloads (PPT-12). Any thread. */
public interface PassthruCodec {
    /**
     * Packs the arguments of a message.
     *
     * @param uri the procedure, topic or error that they are for
     * @return nothing if messages of this URI are sent plainly
     */
    Optional<PackedPayload> pack(String uri, PayloadValues values) throws NotExpressible;

    /**
     * Opens what {@link #pack} made at the other end.
     *
     * @param options as they came with the message
     * @throws PassthruException if it cannot be opened: unknown scheme, unknown key, altered on its way
     */
    PayloadValues unpack(Passthru options, byte[] packed) throws PassthruException;
}
