package io.aerostat.protocol.serializer;

import io.aerostat.protocol.payload.Serialization;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random values that a serialization can express. */
final class RandomValues {
    private static final String CHARACTERS = "abcxyz019 \"\\/\n\t\u0001\u007féÄ€\u2028\uffff.{}[],:";

    private final Random random;
    private final Serialization serialization;

    RandomValues(Random random, Serialization serialization) {
        this.random = random;
        this.serialization = serialization;
    }

    List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            list.add(value(3));
        }
        return list;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> bigInteger();
            case 4 -> Double.longBitsToDouble(random.nextLong() & 0xbfefffffffffffffL);
            case 5 -> text();
            case 6 -> binary();
            case 7 -> (double) random.nextInt(1000);
            case 8 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    map.put(text(), value(depth - 1));
                }
                yield map;
            }
        };
    }

    private Object bigInteger() {
        BigInteger positive = BigInteger.TWO.pow(63).add(new BigInteger(62, random));
        if (serialization == Serialization.MSGPACK) {
            return positive;
        }
        BigInteger large = positive.shiftLeft(random.nextInt(100));
        return random.nextBoolean() ? large : large.negate().subtract(BigInteger.ONE);
    }

    private byte[] binary() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(8) == 0 ? 300 : 12); i > 0; i--) {
            if (random.nextInt(20) == 0) {
                text.append("\ud83c\udf88");
            } else {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return text.toString();
    }
}
