package io.aerostat.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code extra} of a component. It may hold secrets, so {@code toString} shows only the keys.
 *
 * @param values the values by key: strings, numbers, booleans, maps, lists and null
 */
public record Extra(Map<String, @Nullable Object> values) {

    /** An {@code extra} without entries. */
    public static final Extra NONE = new Extra(Map.of());

    public Extra {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
        return "Extra" + values.keySet();
    }
}
