package io.aerostat.mqtt.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a dictionary that describes an event. Stateless; any thread. */
final class Dictionary {
    private static final Set<String> LISTS =
            Set.of("exclude", "exclude_authid", "exclude_authrole", "eligible", "eligible_authid", "eligible_authrole");

    private Dictionary() {}

    static Map<String, @Nullable Object> of(Map<?, ?> decoded) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        decoded.forEach((key, value) -> dictionary.put(String.valueOf(key), value));
        return dictionary;
    }

    /** Returns the black and white lists. A list that is null is absent. */
    static Map<String, @Nullable Object> lists(Map<String, @Nullable Object> dictionary) {
        Map<String, @Nullable Object> lists = new LinkedHashMap<>();
        dictionary.forEach((key, value) -> {
            if (LISTS.contains(key) && value != null) {
                lists.put(key, value);
            }
        });
        return lists;
    }

    /** Returns the keyword argument with the properties of MQTT; empty if there is none. */
    static Map<String, @Nullable Object> properties(Map<String, @Nullable Object> kwargs) {
        return kwargs.get(MessageProperties.KEYWORD) instanceof Map<?, ?> keyword ? of(keyword) : Map.of();
    }

    /** Returns the keyword arguments without the properties of MQTT. */
    static Map<String, @Nullable Object> withoutProperties(
            Map<String, @Nullable Object> kwargs, Map<String, @Nullable Object> properties) {
        if (properties.isEmpty()) {
            return kwargs;
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(kwargs);
        others.remove(MessageProperties.KEYWORD);
        return others;
    }

    static List<@Nullable Object> args(@Nullable Object value) throws UnfitPayload {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new UnfitPayload("args: found no list (expected a list)");
    }

    static Map<String, @Nullable Object> kwargs(@Nullable Object value) throws UnfitPayload {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        throw new UnfitPayload("kwargs: found no dictionary (expected a dictionary)");
    }
}
