package io.aerostat.command.value;

import io.aerostat.client.value.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payloads as lines of output. */
public final class Printed {
    private Printed() {}

    /**
     * Returns a result as one line: an empty text for no value, a single text unchanged, any other single value as
     * JSON, and several values as an object.
     */
    public static String result(Arguments arguments) {
        if (arguments.isEmpty()) {
            return "";
        }
        if (arguments.size() == 1 && arguments.kwargs().isEmpty()) {
            Object value = arguments.args().get(0);
            return value instanceof String text && isPlain(text) ? text : JsonText.write(value);
        }
        return json(arguments);
    }

    /** Returns a payload as the JSON object {@code {"args": […], "kwargs": {…}}}. */
    public static String json(Arguments arguments) {
        return JsonText.write(map(arguments.args(), arguments.kwargs()));
    }

    /** Returns the two parts of a payload as entries of a JSON object. */
    public static Map<String, @Nullable Object> map(
            List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("args", args);
        map.put("kwargs", kwargs);
        return map;
    }

    /** Checks whether a text holds no control characters except line ends and tabs. */
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r');
    }
}
