package io.aerostat.protocol.passthru;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import java.util.Optional;

/** Packs and unpacks payloads in passthru mode for an application (PPT-12). Any thread. */
public interface PassthruCodec {
    /**
     * Packs the arguments of a message.
     *
     * @param uri the procedure, topic or error of the message
     * @return empty if messages with this URI are sent unpacked
     */
    Optional<PackedPayload> pack(String uri, PayloadValues values) throws NotExpressible;

    /**
     * Unpacks a payload that the peer has packed with {@link #pack}.
     *
     * @param options the options of the message
     * @throws PassthruException if the payload cannot be unpacked, because the scheme or the key is unknown or the
     *     payload was changed on its way
     */
    PayloadValues unpack(Passthru options, byte[] packed) throws PassthruException;
}
