package io.aerostat.protocol.payload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoded payload. Values are {@code null}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger} (beyond 64
 * bits), {@link Double}, {@link java.math.BigDecimal}, {@link String}, {@link java.time.Instant}, {@code byte[]},
 * {@link List}, {@link Map} with string keys, and {@link ForeignValue} for values of types that Java lacks. Immutable,
 * except for arrays among the values.
 *
 * @param args positional arguments, never null, unmodifiable
 * @param kwargs keyword arguments in their order, never null, unmodifiable
 */
public record PayloadValues(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    public static final PayloadValues EMPTY = new PayloadValues(List.of(), Map.of());

    public PayloadValues {
        // List.copyOf does not accept null, which is a WAMP value.
        args = args.isEmpty() ? List.of() : Collections.unmodifiableList(new ArrayList<>(args));
        kwargs = kwargs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    @Override
    public String toString() {
        return "PayloadValues[" + args.size() + " args, " + kwargs.size() + " kwargs]";
    }
}
