package io.aerostat.client.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value within another value, with its path.
 *
 * @param text the path of the value as an error shows it, such as {@code orders[2].pieces}
 * @param value the value; null if there is none
 * @param present whether there is a value
 */
record Path(String text, @Nullable Object value, boolean present) {
    private static final int LONGEST_KEY = 64;

    /**
     * Returns the value that is found by following the steps from {@code value}.
     *
     * @param steps an {@code Integer} for each index; everything else is a key
     * @param what the name of {@code value} in errors
     */
    static Path to(List<?> steps, @Nullable Object value, String what) {
        Path path = new Path(what, value, true);
        for (Object step : steps) {
            path = step instanceof Integer index ? path.item(index) : path.entry(String.valueOf(step));
        }
        return path;
    }

    private Path entry(String key) {
        Map<?, ?> entries = value instanceof Map<?, ?> map ? map : Map.of();
        return new Path(of(text, key), entries.get(key), entries.containsKey(key));
    }

    private Path item(int index) {
        List<?> items = value instanceof List<?> list ? list : List.of();
        boolean inside = index >= 0 && index < items.size();
        return new Path(text + "[" + index + "]", inside ? items.get(index) : null, inside);
    }

    /** Returns the path of an entry. If the outer value has no name, the path is the name of the entry. */
    private static String of(String what, String key) {
        String shortened = key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
        return what.isEmpty() ? shortened : what + "." + shortened;
    }
}
