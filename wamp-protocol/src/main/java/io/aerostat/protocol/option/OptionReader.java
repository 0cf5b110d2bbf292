package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.trace.TraceContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one option dictionary and checks the types of their values (PV-12). A key that is absent or null
 * has its default value; a bool is true or false, never 0 or 1 (MSG-2). Every method throws {@link ProtocolViolation}
 * for a value of another type. Each dictionary has its own reader. Used by one thread.
 */
public final class OptionReader {
    private final String label;
    private final Map<String, ?> dictionary;
    /** Whether a message keeps its {@code forward_for}; in other dictionaries, the key is only checked. */
    private final boolean keepsForwardFor;

    /**
     * Creates a reader.
     *
     * @param label the name of the dictionary in errors, such as {@code CHALLENGE.Extra}
     */
    public OptionReader(String label, Map<String, ?> dictionary) {
        this(label, dictionary, false);
    }

    private OptionReader(String label, Map<String, ?> dictionary, boolean keepsForwardFor) {
        this.label = label;
        this.dictionary = dictionary;
        this.keepsForwardFor = keepsForwardFor;
    }

    /**
     * Creates a reader, and checks the predefined keys that have no effect (KEY-1). The other keys are checked when
     * they are read.
     */
    OptionReader(OptionDictionary kind, Map<String, ?> dictionary) throws ProtocolViolation {
        this(kind.label(), dictionary, kind.keepsForwardFor());
        Map<String, OptionKey> unused = kind.unusedKeys();
        if (!unused.isEmpty()) {
            for (Map.Entry<String, ?> entry : dictionary.entrySet()) {
                OptionKey key = unused.get(entry.getKey());
                Object value = entry.getValue();
                if (key != null && value != null && !key.type().accepts(value)) {
                    throw violation(key.key(), value, key.type());
                }
            }
        }
    }

    boolean flag(OptionKey key, boolean absent) throws ProtocolViolation {
        Object value = dictionary.get(key.key());
        if (value == null) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw violation(key.key(), value, OptionType.BOOL);
    }

    /** Returns a string, or null if the key is absent. */
    public @Nullable String text(String key) throws ProtocolViolation {
        return text(key, OptionType.TEXT);
    }

    @Nullable
    String text(OptionKey key) throws ProtocolViolation {
        return text(key.key(), key.type());
    }

    private @Nullable String text(String key, OptionType type) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && (type == OptionType.TEXT || type.accepts(text))) {
            return text;
        }
        throw violation(key, value, type);
    }

    /** Returns the trace context; null if it is missing or malformed. */
    @Nullable
    TraceContext trace() {
        return TraceContext.read(dictionary);
    }

    /** Returns the entries of {@code forward_for}; none if the dictionary does not keep this key. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // decoders make dictionaries with string keys only
    List<Map<String, @Nullable Object>> forwardFor() throws ProtocolViolation {
        List<Map> entries = keepsForwardFor ? list(OptionKey.FORWARD_FOR, Map.class) : null;
        return entries == null ? List.of() : (List) entries;
    }

    /** Checks whether any key begins with one of the three prefixes. */
    boolean hasKeyOf(String prefix, String other, String third) {
        for (String key : dictionary.keySet()) {
            if (key.startsWith(prefix) || key.startsWith(other) || key.startsWith(third)) {
                return true;
            }
        }
        return false;
    }

    /** Returns an integer of at least 0, or {@code absent} if the key is absent. */
    public long integer(String key, long absent) throws ProtocolViolation {
        Object value = dictionary.get(key);
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw violation(key, value, OptionType.INTEGER);
    }

    long integer(OptionKey key, long absent) throws ProtocolViolation {
        return integer(key.key(), absent);
    }

    /** Returns a WAMP id, or {@code absent} if the key is absent. */
    long id(OptionKey key, long absent) throws ProtocolViolation {
        Object value = dictionary.get(key.key());
        if (value == null) {
            return absent;
        }
        if (value instanceof Long number && Ids.isValid(number)) {
            return number;
        }
        throw violation(key.key(), value, OptionType.ID);
    }

    /** Returns one of several named values, or {@code absent} if the key is absent. */
    <T> T choice(OptionKey key, T absent, Function<String, Optional<T>> values) throws ProtocolViolation {
        Object value = dictionary.get(key.key());
        if (value == null) {
            return absent;
        }
        if (value instanceof String name) {
            Optional<T> known = values.apply(name);
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw violation(key.key(), value, key.type());
    }

    @Nullable
    List<Long> ids(OptionKey key) throws ProtocolViolation {
        List<Object> items = list(key, Object.class);
        if (items == null) {
            return null;
        }
        List<Long> ids = new ArrayList<>(items.size());
        for (Object item : items) {
            Long id = Ids.of(item);
            if (id == null) {
                throw violation(key.key(), item, OptionType.IDS);
            }
            ids.add(id);
        }
        return ids;
    }

    @Nullable
    List<String> texts(OptionKey key) throws ProtocolViolation {
        return list(key, String.class);
    }

    private <T> @Nullable List<T> list(OptionKey key, Class<T> itemType) throws ProtocolViolation {
        Object value = dictionary.get(key.key());
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> items)) {
            throw violation(key.key(), value, key.type());
        }
        List<T> typed = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!itemType.isInstance(item)) {
                throw violation(key.key(), item, key.type());
            }
            typed.add(itemType.cast(item));
        }
        return typed;
    }

    @SuppressWarnings("unchecked") // decoders make dictionaries with string keys only
    @Nullable
    Map<String, @Nullable Object> dictionary(OptionKey key) throws ProtocolViolation {
        Object value = dictionary.get(key.key());
        if (value == null || value instanceof Map<?, ?>) {
            return (Map<String, @Nullable Object>) value;
        }
        throw violation(key.key(), value, OptionType.DICTIONARY);
    }

    private ProtocolViolation violation(String key, @Nullable Object found, OptionType expected) {
        return ProtocolViolation.of(label + "." + key, describe(found), expected.description());
    }

    /** Describes a scalar by its shortened value, and any other value only by its type. */
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
