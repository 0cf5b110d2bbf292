package io.aerostat.protocol.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes option dictionaries: what has its default is left out. */
final class Dictionaries {
    private Dictionaries() {}

    static void put(Map<String, @Nullable Object> dictionary, String key, @Nullable Object value) {
        if (value != null) {
            dictionary.put(key, value);
        }
    }

    static void putFlag(Map<String, @Nullable Object> dictionary, String key, boolean value) {
        if (value) {
            dictionary.put(key, true);
        }
    }
}
