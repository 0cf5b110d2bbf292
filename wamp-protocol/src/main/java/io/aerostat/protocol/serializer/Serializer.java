package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;

/** One serialization of WAMP messages; obtained from {@link Serializers}. Stateless; any thread. */
public interface Serializer {
    /** Returns the serialization that is read and written. */
    Serialization serialization();

    /**
     * Reads exactly one message. Its payload is checked for well-formedness and left undecoded in {@code bytes}, which must not change any more.
     *
     * @throws ProtocolViolation if the bytes are not exactly one valid message within {@code limits} (PV-7, PV-8, PV-12)
     */
    WampMessage decode(byte[] bytes, int offset, int length, DecodeLimits limits) throws ProtocolViolation;

    /**
     * Appends one message to {@code out}; its payload is transcoded when it is in another serialization.
     *
     * @throws NotExpressible if the payload cannot be carried by this serialization; {@code out} is then left as it was
     */
    void encode(WampMessage message, ByteBuf out) throws NotExpressible;

    /** Encodes values into a payload of this serialization. */
    Payload payload(PayloadValues values) throws NotExpressible;

    /** Decodes a payload of any serialization. */
    PayloadValues values(Payload payload);
}
