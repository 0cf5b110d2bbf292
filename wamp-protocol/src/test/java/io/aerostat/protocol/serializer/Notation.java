package io.aerostat.protocol.serializer;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as text. Two texts are equal exactly if the values are equal, including their types and the order of
 * keys.
 */
final class Notation {
    private Notation() {}

    static String of(@Nullable Object value) {
        if (value instanceof byte[] binary) {
            return "h'" + HexFormat.of().formatHex(binary) + "'";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Notation::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof String text) {
            return text.chars()
                    .mapToObj(c -> c >= ' ' && c < 0x7f ? "" + (char) c : String.format("\\u%04x", c))
                    .collect(Collectors.joining("", "\"", "\""));
        }
        if (value instanceof BigDecimal decimal
                && BigDecimal.valueOf(decimal.doubleValue()).compareTo(decimal) == 0) {
            return of(decimal.doubleValue()); // shown as a double
        }
        return value == null ? "null" : value + " " + value.getClass().getSimpleName();
    }
}
