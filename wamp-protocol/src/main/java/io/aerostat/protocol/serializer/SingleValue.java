package io.aerostat.protocol.serializer;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.token.TokenReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a single value outside a message, such as the content of a payload in passthru mode.
 * {@link io.aerostat.protocol.payload.PayloadValues} lists the types of values. Stateless; any thread.
 */
public final class SingleValue {
    private SingleValue() {}

    /** Returns the value in this serialization. */
    public static byte[] write(Serialization serialization, @Nullable Object value) throws NotExpressible {
        ByteBuf out = Unpooled.buffer(64);
        try {
            new ValueWriter(Format.of(serialization).writer(out)).write(value);
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }

    /**
     * Reads a value.
     *
     * @throws ProtocolViolation if the bytes are not exactly one value within {@code limits}
     */
    public static @Nullable Object read(Serialization serialization, byte[] bytes, DecodeLimits limits)
            throws ProtocolViolation {
        TokenReader tokens = Format.of(serialization).valueReader(bytes, 0, bytes.length, limits.maxDepth());
        Object value = ValueReader.payload(tokens).value(tokens.nextMeant());
        tokens.finish();
        return value;
    }
}
