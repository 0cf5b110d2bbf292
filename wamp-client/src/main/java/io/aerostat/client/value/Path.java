package io.aerostat.client.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A value within another one.
 *
 * @param text the path of the value as an error shows it, such as {@code orders[2].pieces}
 * @param value the value; null if there is none
 * @param present whether there is a value
 */
record Path(String text, @Nullable Object value, boolean present) {
    private static final int LONGEST_KEY = 64;

    /** Returns the path at which reading {@code value}, named {@code what}, failed. */
    static Path to(JacksonException failure, @Nullable Object value, String what) {
        Path path = new Path(what, value, true);
        for (JacksonException.Reference step : failure.getPath()) {
            path = path.step(step);
        }
        return path;
    }

    private Path step(JacksonException.Reference step) {
        String key = step.getPropertyName();
        if (key != null) {
            Map<?, ?> entries = value instanceof Map<?, ?> map ? map : Map.of();
            return new Path(of(text, key), entries.get(key), entries.containsKey(key));
        }
        List<?> items = value instanceof List<?> list ? list : List.of();
        int index = step.getIndex();
        boolean inside = index >= 0 && index < items.size();
        return new Path(text + "[" + index + "]", inside ? items.get(index) : null, inside);
    }

    /** Returns the path of an entry. If the outer value has no name, the path is the name of the entry. */
    static String of(String what, String key) {
        String shortened = key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
        return what.isEmpty() ? shortened : what + "." + shortened;
    }
}
