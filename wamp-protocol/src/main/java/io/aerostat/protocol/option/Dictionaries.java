package io.aerostat.protocol.option;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes option dictionaries without the keys that have their default value. */
final class Dictionaries {
    private Dictionaries() {}

    static void put(Map<String, @Nullable Object> dictionary, OptionKey key, @Nullable Object value) {
        if (value != null) {
            dictionary.put(key.key(), value);
        }
    }

    static void putFlag(Map<String, @Nullable Object> dictionary, OptionKey key, boolean value) {
        if (value) {
            dictionary.put(key.key(), true);
        }
    }
}
