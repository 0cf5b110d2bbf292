package io.aerostat.testkit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts the values of codecs and expectations to a common form, and compares and prints them. */
final class Values {
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Values() {}

    /** Returns the value with every integer in the range of Long converted to Long, and every Float to Double. */
    static @Nullable Object normal(@Nullable Object value) {
        return map(value, leaf -> {
            if (leaf instanceof Integer || leaf instanceof Short || leaf instanceof Byte) {
                return ((Number) leaf).longValue();
            }
            if (leaf instanceof BigInteger integer
                    && integer.compareTo(SMALLEST) >= 0
                    && integer.compareTo(GREATEST) <= 0) {
                return integer.longValueExact();
            }
            return leaf instanceof Float number ? Double.valueOf(number) : leaf;
        });
    }

    /** Returns a copy of the value in which every leaf, at any depth, is replaced. */
    static @Nullable Object map(@Nullable Object value, UnaryOperator<@Nullable Object> replacement) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(map(item, replacement)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put((String) key, map(item, replacement)));
            return copy;
        }
        return replacement.apply(value);
    }

    /** Checks whether two values are equal, byte arrays included; {@link RawPeer#ANY} equals everything. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == RawPeer.ANY) {
            return true;
        }
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            if (list.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return map.keySet().equals(others.keySet())
                    && map.entrySet().stream().allMatch(entry -> same(entry.getValue(), others.get(entry.getKey())));
        }
        return one == null ? other == null : one.equals(other);
    }

    static String print(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes" + Arrays.toString(bytes);
        }
        if (value instanceof String text) {
            return "\"" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "\"";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::print).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> print(entry.getKey()) + ": " + print(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
