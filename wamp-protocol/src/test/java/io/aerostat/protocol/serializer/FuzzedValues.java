package io.aerostat.protocol.serializer;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.aerostat.protocol.payload.PayloadValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of every kind, as the fuzzer chooses. */
final class FuzzedValues {
    /** The numbers at which the encodings of a serialization change. */
    private static final long[] BORDERS = {
        0,
        -1,
        23,
        24,
        31,
        32,
        127,
        128,
        255,
        256,
        -32,
        -33,
        -128,
        -129,
        32_767,
        32_768,
        65_535,
        65_536,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        (1L << 53) - 1,
        1L << 53,
        (1L << 53) + 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final FuzzedDataProvider data;

    FuzzedValues(FuzzedDataProvider data) {
        this.data = data;
    }

    PayloadValues payload() {
        List<@Nullable Object> args = list(6);
        return new PayloadValues(args, data.consumeBoolean() ? dictionary(6) : Map.of());
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> dictionary(int depth) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            dictionary.put(data.consumeString(20), value(depth - 1));
        }
        return dictionary;
    }

    private @Nullable Object value(int depth) {
        return switch (data.consumeInt(0, depth > 0 ? 10 : 8)) {
            case 0 -> null;
            case 1 -> data.consumeBoolean();
            case 2 -> data.pickValue(BORDERS);
            case 3 -> data.consumeLong();
            case 4 -> data.consumeDouble();
            case 5 -> data.consumeString(300);
            case 6 -> data.consumeAsciiString(60);
            case 7 -> data.consumeBytes(300);
            case 8 -> bigInteger();
            case 9 -> list(depth);
            default -> dictionary(depth);
        };
    }

    /** Returns an integer of more than 64 bits, because smaller ones are represented as long. */
    private Object bigInteger() {
        byte[] bytes = data.consumeBytes(420);
        BigInteger integer = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
}
