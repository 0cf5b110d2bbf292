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

/**
 * One key of an object: its type, whether it must be there, its default and its meaning.
 *
 * @param <T> what {@link Values#get} gives for it
 */
public final class Field<T> {

    /** What becomes of the key. */
    public enum Standing {
        /** It is read and obeyed. */
        OBEYED,
        /** It is accepted for the sake of Crossbar.io configurations and changes nothing. */
        WITHOUT_EFFECT,
        /** It is an option of Crossbar.io, checked but refused, because Aerostat cannot do it yet. */
        PLANNED
    }

    private final String key;
    private final ValueType<?> type;
    private final String meaning;
    private final Standing standing;
    private final boolean required;
    private final Optional<LocatedValue> defaultValue;
    private final Reader<T> present;
    /** The value of a key that is neither there nor has a default; empty when it must be there. */
    private final Optional<T> absent;

    private Field(
            String key,
            ValueType<?> type,
            String meaning,
            Standing standing,
            boolean required,
            Optional<LocatedValue> defaultValue,
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

    /** A key that must be there. */
    public static <T> Field<T> required(String key, ValueType<T> type, String meaning) {
        return new Field<>(key, type, meaning, Standing.OBEYED, true, Optional.empty(), type::read, Optional.empty());
    }

    /** A key that may be missing, which means something of its own. */
    public static <T> Field<Optional<T>> optional(String key, ValueType<T> type, String meaning) {
        Reader<Optional<T>> present =
                (value, reading) -> type.read(value, reading).map(Optional::of);
        return new Field<>(
                key, type, meaning, Standing.OBEYED, false, Optional.empty(), present, Optional.of(Optional.empty()));
    }

    /**
     * A key that may be missing, which means a default.
     *
     * @param defaultJson the default as it would stand in the file
     */
    public static <T> Field<T> withDefault(String key, ValueType<T> type, String defaultJson, String meaning) {
        Problems problems = new Problems();
        Reading nowhere = Reading.start(
                problems, new Problems(), new Problems(), new Surroundings(Path.of(""), name -> Optional.empty()));
        Optional<LocatedValue> json = LocatedJson.parse(defaultJson, problems);
        if (json.flatMap(value -> type.read(value, nowhere)).isEmpty()) {
            throw new IllegalArgumentException("the default of " + key + " is not of its type: " + defaultJson);
        }
        return new Field<>(key, type, meaning, Standing.OBEYED, false, json, type::read, Optional.empty());
    }

    /** A key of Crossbar.io that is accepted, whatever its value, and changes nothing. */
    public static Field<Optional<LocatedValue>> withoutEffect(String key, String meaning) {

        return optional(key, Types.anything(), meaning).standing(Standing.WITHOUT_EFFECT);
    }

    /** A key of Crossbar.io whose value is not looked at because Aerostat does not support it yet. */
    public static Field<Optional<LocatedValue>> planned(String key, String meaning) {
        return optional(key, Types.anything(), meaning).planned();
    }

    /** This key, checked but refused with a message that it is not supported yet. */
    public Field<T> planned() {
        return standing(Standing.PLANNED);
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

    /** The default as it would stand in the file. */
    public Optional<LocatedValue> defaultValue() {
        return defaultValue;
    }

    /** The value of a key that is there; empty when it is wrong, which has then been reported. */
    Optional<T> readPresent(LocatedValue value, Reading reading) {
        return present.read(value, reading);
    }

    /** The value of a key that is not there; empty when it must be. Nothing is reported. */
    Optional<T> whenAbsent(Reading reading) {
        // Read at its place, because what a default means can depend on the place: a folder, the next made-up id.
        return defaultValue.isPresent() ? present.read(defaultValue.get(), reading) : absent;
    }

    Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> typeSchema = type.schema(definitions);
        // Draft 7 ignores whatever stands beside a $ref.
        if (typeSchema.containsKey("$ref")) {
            schema.put("allOf", List.of(typeSchema));
        } else {
            schema.putAll(typeSchema);
        }
        schema.put("description", standing == Standing.WITHOUT_EFFECT ? "Has no effect: " + meaning + "." : meaning);
        defaultValue.map(LocatedValue::plain).ifPresent(value -> schema.put("default", value));
        return schema;
    }

    private interface Reader<T> {
        Optional<T> read(LocatedValue value, Reading reading);
    }
}
