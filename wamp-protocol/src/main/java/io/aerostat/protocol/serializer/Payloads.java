package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Creates payloads from encoded bytes. Stateless; any thread. */
final class Payloads {
    private Payloads() {}

    /** Returns a payload with a copy of the readable bytes. The caller keeps the ownership of the buffer. */
    static Payload of(Serialization serialization, ByteBuf buffer, int elements) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        return Payload.validated(serialization, bytes, 0, bytes.length, elements);
    }

    /**
     * Returns a payload with a copy of the readable bytes, which are the payload {@code original} in another
     * serialization.
     */
    static Payload like(Payload original, Serialization serialization, ByteBuf buffer) {
        if (!original.isBare()) {
            return of(serialization, buffer, original.elements());
        }
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        return Payload.bare(serialization, bytes, 0, bytes.length);
    }

    /**
     * Returns a payload whose only argument is the bare payload, for peers that do not understand bare payloads
     * (PPT-13).
     */
    static Payload asArgument(Payload bare) {
        ByteBuf out = Unpooled.buffer(bare.size() + 8);
        try {
            TokenWriter writer = Format.of(bare.serialization()).writer(out);
            writer.list(1);
            writer.elements(bare.array(), bare.offset(), bare.size());
            writer.endList();
            return of(bare.serialization(), out, 1);
        } finally {
            out.release();
        }
    }
}
