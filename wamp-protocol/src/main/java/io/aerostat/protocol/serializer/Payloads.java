package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.TokenWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Makes payloads of what a writer has left in a buffer. */
final class Payloads {
    private Payloads() {}

    /** A copy of the readable bytes; the caller keeps the buffer. */
    static Payload of(Serialization serialization, ByteBuf buffer, int elements) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        return Payload.validated(serialization, bytes, 0, bytes.length, elements);
    }

    /** A copy of the readable bytes, which are another form of {@code original}. */
    static Payload like(Payload original, Serialization serialization, ByteBuf buffer) {
        if (!original.isBare()) {
            return of(serialization, buffer, original.elements());
        }
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        return Payload.bare(serialization, bytes, 0, bytes.length);
    }

    /** A bare payload as the only argument, for peers who would not understand it otherwise (PPT-13). */
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
