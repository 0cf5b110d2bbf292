package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes the bytes of messages for tests, valid or not. */
final class Frames {
    private Frames() {}

    /** Returns any list as a frame, whether or not it is a message. */
    static byte[] raw(Serialization serialization, List<?> elements) {
        ByteBuf out = Unpooled.buffer();
        try {
            new ValueWriter(Format.of(serialization).writer(out)).write(elements);
            return ByteBufUtil.getBytes(out);
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        } finally {
            out.release();
        }
    }

    /** Returns the elements of a message: the code of its type, and then the other elements. */
    static List<Object> elements(Type type, Object... others) {
        List<Object> elements = new ArrayList<>();
        elements.add((long) type.code());
        elements.addAll(List.of(others));
        return List.copyOf(elements);
    }

    static byte[] encode(Serialization serialization, WampMessage message) throws NotExpressible {
        ByteBuf out = Unpooled.buffer();
        try {
            Serializers.of(serialization).encode(message, out);
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }

    static WampMessage decode(Serialization serialization, byte[] bytes) throws ProtocolViolation {
        return Serializers.of(serialization).decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT);
    }

    /** Returns the bytes in a notation: text for JSON, hexadecimal digits for other serializations. */
    static byte[] bytes(Serialization serialization, String notation) {
        return serialization == Serialization.JSON
                ? notation.getBytes(UTF_8)
                : HexFormat.of().parseHex(notation.replace(" ", ""));
    }

    /** Returns bytes in the notation that {@link #bytes} reads. */
    static String notation(Serialization serialization, byte[] bytes) {
        return serialization == Serialization.JSON
                ? new String(bytes, UTF_8)
                : HexFormat.of().formatHex(bytes);
    }

    /** Returns a payload with these values. A value that cannot be expressed is a mistake in the test. */
    static Payload payload(Serialization serialization, PayloadValues values) {
        try {
            return Serializers.of(serialization).payload(values);
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        }
    }
}
