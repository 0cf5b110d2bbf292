package io.aerostat.store.record;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * The bytes of a value in the details of an event, such as the list of dictionaries of {@code forward_for}. A value of
 * a type that MessagePack lacks is kept as its text.
 */
final class DetailRecord {
    private DetailRecord() {}

    static void write(MessagePacker out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.packNil();
        } else if (value instanceof Boolean flag) {
            out.packBoolean(flag);
        } else if (value instanceof BigInteger large && large.bitLength() < Long.SIZE + 1 && large.signum() > 0) {
            out.packBigInteger(large);
        } else if (value instanceof Double || value instanceof Float) {
            out.packDouble(((Number) value).doubleValue());
        } else if (value instanceof Long || value instanceof Integer) {
            out.packLong(((Number) value).longValue());
        } else if (value instanceof byte[] bytes) {
            out.packBinaryHeader(bytes.length).writePayload(bytes);
        } else if (value instanceof List<?> list) {
            out.packArrayHeader(list.size());
            for (Object element : list) {
                write(out, element);
            }
        } else if (value instanceof Map<?, ?> dictionary) {
            out.packMapHeader(dictionary.size());
            for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
                out.packString(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
        } else {
            out.packString(String.valueOf(value));
        }
    }

    static @Nullable Object read(MessageUnpacker in) throws IOException {
        return switch (in.getNextFormat().getValueType()) {
            case NIL -> {
                in.unpackNil();
                yield null;
            }
            case BOOLEAN -> in.unpackBoolean();
            case INTEGER -> integer(in.unpackBigInteger());
            case FLOAT -> in.unpackDouble();
            case BINARY -> in.readPayload(in.unpackBinaryHeader());
            case ARRAY -> list(in);
            case MAP -> dictionary(in);
            default -> in.unpackString();
        };
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static List<@Nullable Object> list(MessageUnpacker in) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = in.unpackArrayHeader(); left > 0; left--) {
            list.add(read(in));
        }
        return list;
    }

    static Map<String, @Nullable Object> dictionary(MessageUnpacker in) throws IOException {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        for (int left = in.unpackMapHeader(); left > 0; left--) {
            dictionary.put(in.unpackString(), read(in));
        }
        return dictionary;
    }
}
