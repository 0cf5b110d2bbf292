package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;

/**
 * Reads and writes WAMP messages in one serialization. {@link Serializers} has one for each serialization. Stateless;
 * any thread.
 */
public interface Serializer {
    /** Returns the serialization that this object reads and writes. */
    Serialization serialization();

    /**
     * Reads exactly one message. The payload is validated, but stays undecoded in {@code bytes}, which must not be
     * changed afterwards.
     *
     * @throws ProtocolViolation if the bytes are not exactly one valid message within {@code limits} (PV-7, PV-8,
     *     PV-12)
     */
    WampMessage decode(byte[] bytes, int offset, int length, DecodeLimits limits) throws ProtocolViolation;

    /**
     * Appends one message to {@code out}. A payload in another serialization is transcoded.
     *
     * @throws NotExpressible if this serialization cannot express the message; {@code out} is then unchanged
     */
    void encode(WampMessage message, ByteBuf out) throws NotExpressible;

    /** Encodes values into a payload of this serialization. */
    Payload payload(PayloadValues values) throws NotExpressible;

    /** Decodes a payload of any serialization. */
    PayloadValues values(Payload payload);
}
