package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedJson;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Problems;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.type.Types;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of an object: its type, whether it is required, its default and its meaning.
 *
 * @param <T> the type that {@link Values#get} returns
 */
public final class Field<T> {

    /** How the key is treated. */
    public enum Standing {
        /** The key is read and obeyed. */
        OBEYED,
        /** The key is accepted for compatibility with Crossbar.io and changes nothing. */
        WITHOUT_EFFECT,
        /**
         * The key is an option of Crossbar.io that is checked and refused, because Aerostat does not support it yet.
         */
        PLANNED
    }

    private final String key;
    private final ValueType<?> type;
    private final String meaning;
    private final Standing standing;
    private final boolean required;
    private final Optional<Default> defaultValue;
    private final Reader<T> present;
    /** The value if the key is absent and has no default; empty for a required key. */
    private final Optional<T> absent;

    private Field(
            String key,
            ValueType<?> type,
            String meaning,
            Standing standing,
            boolean required,
            Optional<Default> defaultValue,
            Reader<T> present,
            Optional<T> absent) {
        this.key = key;
        this.type = type;
        this.meaning = meaning;
        this.standing = standing;
        this.required = required;
        this.defaultValue = defaultValue;
        this.present = present;
        this.absent = absent;
    }

    /** Declares a required key. */
    public static <T> Field<T> required(String key, ValueType<T> type, String meaning) {
        return new Field<>(key, type, meaning, Standing.OBEYED, true, Optional.empty(), type::read, Optional.empty());
    }

    /** Declares an optional key without a default; its absence has a meaning of its own. */
    public static <T> Field<Optional<T>> optional(String key, ValueType<T> type, String meaning) {
        Reader<Optional<T>> present =
                (value, reading) -> type.read(value, reading).map(Optional::of);
        return new Field<>(
                key, type, meaning, Standing.OBEYED, false, Optional.empty(), present, Optional.of(Optional.empty()));
    }

    /**
     * Declares an optional key with a default. The default is parsed when it is needed, because a file needs few of the
     * defaults.
     *
     * @param defaultJson the default as JSON text
     */
    public static <T> Field<T> withDefault(String key, ValueType<T> type, String defaultJson, String meaning) {
        return new Field<>(
                key,
                type,
                meaning,
                Standing.OBEYED,
                false,
                Optional.of(new Default(key, defaultJson)),
                type::read,
                Optional.empty());
    }

    /** Declares a key of Crossbar.io that is accepted with any value and changes nothing. */
    public static Field<Optional<LocatedValue>> withoutEffect(String key, String meaning) {
        return unread(key, meaning, Standing.WITHOUT_EFFECT);
    }

    /**
     * Declares a key that is accepted with any value. The value may hold secrets, because nothing checks its content.
     */
    private static Field<Optional<LocatedValue>> unread(String key, String meaning, Standing standing) {
        Reader<Optional<LocatedValue>> unread = (value, reading) -> {
            reading.keepSecret();
            return Optional.of(Optional.of(value));
        };
        return new Field<>(
                key,
                Types.anything(),
                meaning,
                standing,
                false,
                Optional.empty(),
                unread,
                Optional.of(Optional.empty()));
    }

    /** Declares a key that is accepted with any value, because Crossbar.io itself ignores the key. */
    public static Field<Optional<LocatedValue>> ignoredAlike(String key, String meaning) {
        return unread(
                key, meaning + " Crossbar.io accepts this key and ignores it, and so does Aerostat.", Standing.OBEYED);
    }

    /**
     * Declares a key that can only have one effect. For any other value than the usual one, a notice gives the reason.
     */
    public static Field<Boolean> fixed(String key, boolean usual, String reason, String meaning) {
        ValueType<Boolean> type = Types.bool().checked((value, at) -> {
            if (value != usual) {
                at.notice("has no effect: " + reason);
            }
            return Optional.of(value);
        });
        return withDefault(key, type, String.valueOf(usual), meaning + " Always " + usual + ": " + reason + ".");
    }

    /** Declares a key of Crossbar.io whose value is not checked because Aerostat does not support it yet. */
    public static Field<Optional<LocatedValue>> planned(String key, String meaning) {
        return optional(key, Types.anything(), meaning).planned();
    }

    /**
     * Returns this key as a planned key: its value is checked, but the key is refused because it is not supported yet.
     */
    public Field<T> planned() {
        return standing(Standing.PLANNED);
    }

    /** Returns this key with a notice for users whose file contains the key. */
    public Field<T> noticed(String message) {
        Reader<T> noticing = (value, reading) -> {
            reading.notice(value.at(), message);
            return present.read(value, reading);
        };
        return new Field<>(key, type, meaning, standing, required, defaultValue, noticing, absent);
    }

    private Field<T> standing(Standing changed) {
        return new Field<>(key, type, meaning, changed, required, defaultValue, present, absent);
    }

    public String key() {
        return key;
    }

    public ValueType<?> type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }

    public Standing standing() {
        return standing;
    }

    public boolean isRequired() {
        return required;
    }

    /** Returns the default as a JSON value. */
    public Optional<LocatedValue> defaultValue() {
        return defaultValue.map(Default::value);
    }

    /**
     * Reads the value of a key that is present. If the value is wrong, reports a problem and returns an empty result.
     */
    Optional<T> readPresent(LocatedValue value, Reading reading) {
        return present.read(value, reading);
    }

    /** Returns the value of an absent key; empty if the key is required. Does not report a problem. */
    Optional<T> whenAbsent(Reading reading) {
        // The default is read here, because its meaning can depend on the place in the file: on the folder, or on the
        // next generated id.
        return defaultValue.isPresent() ? present.read(defaultValue.get().value(), reading) : absent;
    }

    Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> typeSchema = type.schema(definitions);
        // Draft 7 of JSON Schema ignores all other keys beside a $ref.
        if (typeSchema.containsKey("$ref")) {
            schema.put("allOf", List.of(typeSchema));
        } else {
            schema.putAll(typeSchema);
        }
        schema.put("description", standing == Standing.WITHOUT_EFFECT ? "Has no effect: " + meaning + "." : meaning);
        defaultValue().map(this::checked).map(LocatedValue::plain).ifPresent(value -> schema.put("default", value));
        return schema;
    }

    /** Fails if the default is not of the type of this key. */
    private LocatedValue checked(LocatedValue value) {
        Reading nowhere = Reading.start(
                new Problems(),
                new Problems(),
                new Problems(),
                new Surroundings(Path.of(""), name -> Optional.empty()));
        if (type.read(value, nowhere).isEmpty()) {
            throw new IllegalStateException("the default of " + key + " is not of its type: " + value.shown());
        }
        return value;
    }

    /** A default, which is parsed once. Any thread. */
    private static final class Default {
        private final String key;
        private final String json;
        private volatile @Nullable LocatedValue value;

        Default(String key, String json) {
            this.key = key;
            this.json = json;
        }

        LocatedValue value() {
            LocatedValue parsed = value;
            if (parsed == null) {
                parsed = LocatedJson.parse(json, new Problems())
                        .orElseThrow(
                                () -> new IllegalStateException("the default of " + key + " is not JSON: " + json));
                value = parsed;
            }
            return parsed;
        }
    }

    private interface Reader<T> {
        Optional<T> read(LocatedValue value, Reading reading);
    }
}
