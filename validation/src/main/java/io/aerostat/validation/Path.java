package io.aerostat.validation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a value in a payload, such as {@code args[0].x}. Immutable; any thread.
 *
 * @param outside the path of the list or object around the value; null at the top
 * @param key the key in the object; null in a list
 */
record Path(@Nullable Path outside, int index, @Nullable String key) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]{1,60}");
    private static final int MAX_LENGTH = 200;

    static Path of(String key) {
        return new Path(null, 0, key);
    }

    Path inner(int innerIndex, @Nullable String innerKey) {
        return new Path(this, innerIndex, innerKey);
    }

    String spelled() {
        String spelled = outside == null ? member("", String.valueOf(key)) : step(outside.spelled());
        return spelled.length() <= MAX_LENGTH ? spelled : spelled.substring(0, MAX_LENGTH) + "…";
    }

    private String step(String before) {
        return key == null ? before + "[" + index + "]" : member(before, key);
    }

    private static String member(String before, String key) {
        if (!PLAIN.matcher(key).matches()) {
            return before + "[" + Shown.text(key) + "]";
        }
        return before.isEmpty() ? key : before + "." + key;
    }
}
