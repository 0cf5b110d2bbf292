package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.id.Ids;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the known keys of one option dictionary and checks their types (PV-12). A key that is absent or null has its default; booleans are true
 * or false, never 0 or 1 (MSG-2). Short-lived, one thread.
 */
public final class OptionReader {
    private final String context;
    private final Map<String, ?> dictionary;

    /**
     * Checks the keys that are known but of no use here (KEY-1); the others are checked when they are asked for.
     *
     * @param context what the dictionary is, as errors name it: {@code PUBLISH.Options}
     */
    public OptionReader(String context, Map<String, ?> dictionary) throws ProtocolViolation {
        this.context = context;
        this.dictionary = dictionary;
        Map<String, OptionKey> unused = OptionKey.unused(context);
        if (!unused.isEmpty()) {
            for (Map.Entry<String, ?> entry : dictionary.entrySet()) {
                OptionKey key = unused.get(entry.getKey());
                Object value = entry.getValue();
                if (key != null && value != null && !key.type().accepts(value)) {
                    throw violation(key.key(), value, key.type().description());
                }
            }
        }
    }

    public boolean flag(String key, boolean absent) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw violation(key, value, "a bool");
    }

    public @Nullable String text(String key) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw violation(key, value, "a string");
    }

    /** A text that {@code type} accepts. */
    @Nullable
    String text(String key, OptionType type) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && type.accepts(text)) {
            return text;
        }
        throw violation(key, value, type.description());
    }

    /** Whether there is a key that begins with one of two prefixes. */
    boolean hasKeyOf(String prefix, String other) {
        for (String key : dictionary.keySet()) {
            if (key.startsWith(prefix) || key.startsWith(other)) {
                return true;
            }
        }
        return false;
    }

    /** A non-negative integer. */
    public long integer(String key, long absent) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw violation(key, value, "a non-negative integer");
    }

    /** A WAMP id, or {@code absent}. */
    public long id(String key, long absent) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && Ids.isValid(number)) {
            return number;
        }
        throw violation(key, value, "an id from 1 to 2^53");
    }

    public <T> T choice(String key, T absent, Function<String, Optional<T>> values, String expected)
            throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof String name) {
            Optional<T> known = values.apply(name);
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw violation(key, value, expected);
    }

    public @Nullable List<Long> ids(String key) throws ProtocolViolation {
        List<Object> items = list(key, Object.class, "a list of ids");
        if (items == null) {
            return null;
        }
        List<Long> ids = new ArrayList<>(items.size());
        for (Object item : items) {
            Long id = Ids.of(item);
            if (id == null) {
                throw violation(key, item, "a list of ids");
            }
            ids.add(id);
        }
        return ids;
    }

    public @Nullable List<String> texts(String key) throws ProtocolViolation {
        return list(key, String.class, "a list of strings");
    }

    private <T> @Nullable List<T> list(String key, Class<T> itemType, String expected) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> items)) {
            throw violation(key, value, expected);
        }
        List<T> typed = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!itemType.isInstance(item)) {
                throw violation(key, item, expected);
            }
            typed.add(itemType.cast(item));
        }
        return typed;
    }

    @SuppressWarnings("unchecked") // every dictionary of a decoder has string keys
    public @Nullable Map<String, @Nullable Object> dictionary(String key) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null || value instanceof Map<?, ?>) {
            return (Map<String, @Nullable Object>) value;
        }
        throw violation(key, value, "a dictionary");
    }

    private ProtocolViolation violation(String key, @Nullable Object found, String expected) {
        return ProtocolViolation.of(context + "." + key, describe(found), expected);
    }

    /** Scalars by value, bounded; anything else by its kind only. */
    private static String describe(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() <= 40 ? "\"" + text + "\"" : "a string of " + text.length() + " characters";
        }
        if (value == null || value instanceof Boolean || value instanceof Number && !(value instanceof BigInteger)) {
            return String.valueOf(value);
        }
        return value instanceof List<?>
                ? "a list"
                : value instanceof Map<?, ?> ? "a dictionary" : "binary or a big integer";
    }
}
