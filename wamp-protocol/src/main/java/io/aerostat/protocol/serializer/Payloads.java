package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Makes payloads of what a writer has left in a buffer. */
final class Payloads {
    private Payloads() {}

    /** A copy of the readable bytes; the caller keeps the buffer. */
    static Payload of(Serialization serialization, ByteBuf buffer, int elements) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        return Payload.validated(serialization, bytes, 0, bytes.length, elements);
    }
}
