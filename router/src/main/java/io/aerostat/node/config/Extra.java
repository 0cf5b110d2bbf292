package io.aerostat.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a component is given for itself. It may hold secrets, so that printing shows only the keys.
 *
 * @param values strings, numbers, booleans, maps, lists and null
 */
public record Extra(Map<String, @Nullable Object> values) {

    /** Nothing. */
    public static final Extra NONE = new Extra(Map.of());

    public Extra {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String toString() {
        return "Extra" + values.keySet();
    }
}
