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
     * @param uri the procedure, topic or error of the message
     * @return nothing if messages of this URI are sent as they are
     */
    Optional<PackedPayload> pack(String uri, PayloadValues values) throws NotExpressible;

    /**
     * Opens what {@link #pack} has packed at the peer.
     *
     * @param options of the message
     * @throws PassthruException if the payload cannot be opened: the scheme or the key is unknown, or the payload was
     *     changed on its way
     */
    PayloadValues unpack(Passthru options, byte[] packed) throws PassthruException;
}
