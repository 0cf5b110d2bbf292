package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.NamedType;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.Suggestion;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.type.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object with known keys, read into a record.
 *
 * @param <T> the type of the record
 */
public final class ObjectType<T> implements ValueType<T>, NamedType {
    private final String name;
    private final String meaning;
    private final Map<String, Field<?>> fields;
    private final Map<String, String> refusals;
    private final List<ObjectCheck> checks;
    private final Optional<Function<Values, T>> constructor;

    private ObjectType(Builder builder, Optional<Function<Values, T>> constructor) {
        this.name = builder.name;
        this.meaning = builder.meaning;
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(builder.fields));
        this.refusals = Map.copyOf(builder.refusals);
        this.checks = List.copyOf(builder.checks);
        this.constructor = constructor;
    }

    /** Starts to build a type. */
    public static Builder named(String name, String meaning) {
        return new Builder(name, meaning);
    }

    private ObjectType(ObjectType<?> same, Optional<Function<Values, T>> constructor) {
        this.name = same.name;
        this.meaning = same.meaning;
        this.fields = same.fields;
        this.refusals = same.refusals;
        this.checks = same.checks;
        this.constructor = constructor;
    }

    /** Returns this type with its record converted. */
    public <U> ObjectType<U> andThen(Function<? super T, ? extends U> mapping) {
        return new ObjectType<>(this, constructor.map(make -> values -> mapping.apply(make.apply(values))));
    }

    @Override
    public Optional<T> read(LocatedValue value, Reading reading) {
        if (!(value instanceof LocatedObject object)) {
            reading.problem(value.at(), "found " + value.kind() + " (expected " + expected() + ")");
            return Optional.empty();
        }
        Values values = new Values(value.at(), reading);
        boolean complete = refuseUnknownKeys(object, reading);
        for (Field<?> field : fields.values()) {
            complete &= readField(field, object, reading, values);
        }
        for (ObjectCheck check : checks) {
            complete &= check.holds(object, reading);
        }
        return complete ? constructor.map(it -> it.apply(values)) : Optional.empty();
    }

    private boolean refuseUnknownKeys(LocatedObject object, Reading reading) {
        boolean complete = true;
        for (LocatedObject.Member member : object.members()) {
            if (!fields.containsKey(member.key())) {
                complete = false;
                String refusal = refusals.get(member.key());
                reading.member(member.key())
                        .problem(
                                member.keyAt(),
                                refusal != null
                                        ? refusal
                                        : "unknown key \"" + member.key() + "\""
                                                + Suggestion.among(member.key(), suggestions()));
            }
        }
        return complete;
    }

    private Collection<String> suggestions() {
        return fields.values().stream()
                .filter(field -> field.standing() != Field.Standing.PLANNED)
                .map(Field::key)
                .toList();
    }

    private <F> boolean readField(Field<F> field, LocatedObject object, Reading reading, Values values) {
        Reading here = reading.member(field.key());
        Optional<LocatedValue> present = object.member(field.key());
        Optional<F> read = present.isPresent() ? field.readPresent(present.get(), here) : field.whenAbsent(here);
        if (present.isEmpty() && read.isEmpty()) {
            here.problem(object.at(), "missing (expected " + field.type().expected() + ")");
        }
        if (present.isPresent() && field.standing() == Field.Standing.PLANNED) {
            here.problem(present.get().at(), Words.notSupportedYet(field.key()));
            return false;
        }
        if (present.isPresent() && field.standing() == Field.Standing.WITHOUT_EFFECT) {
            here.notice(present.get().at(), "has no effect: " + field.meaning());
        }
        read.ifPresent(it -> values.put(field, it));
        return read.isPresent();
    }

    /** Returns the fields in the order in which the reference documentation lists them. */
    public List<Field<?>> fields() {
        return List.copyOf(fields.values());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String expected() {
        return "an object (" + name + ")";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return definitions.reference(this, () -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (Field<?> field : fields.values()) {
                if (field.standing() != Field.Standing.PLANNED) {
                    properties.put(field.key(), field.schema(definitions));
                }
                if (field.isRequired()) {
                    required.add(field.key());
                }
            }
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("description", meaning);
            schema.put("properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
            schema.put("additionalProperties", false);
            return schema;
        });
    }

    /** A rule about several keys of one object, or about the objects to which the keys refer. */
    public interface ObjectCheck {
        /**
         * Checks the rule. If the object breaks the rule, reports the reason and returns false. The object may have
         * other mistakes.
         */
        boolean holds(LocatedObject object, Reading reading);
    }

    /** Collects the fields and rules of a type. */
    public static final class Builder {
        private final String name;
        private final String meaning;
        private final Map<String, Field<?>> fields = new LinkedHashMap<>();
        private final Map<String, String> refusals = new LinkedHashMap<>();
        private final List<ObjectCheck> checks = new ArrayList<>();

        private Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        /** Adds keys. */
        public Builder fields(Field<?>... more) {
            for (Field<?> field : more) {
                if (fields.put(field.key(), field) != null) {
                    throw new IllegalArgumentException(name + " has two fields " + field.key());
                }
            }
            return this;
        }

        /** Refuses a key with a special message, which can name the key to use instead. */
        public Builder refused(String key, String message) {
            refusals.put(key, message);
            return this;
        }

        /** Adds a rule about several keys. */
        public Builder check(ObjectCheck check) {
            checks.add(check);
            return this;
        }

        /** Completes the type with the function that creates the record. */
        public <T> ObjectType<T> into(Function<Values, T> constructor) {
            return new ObjectType<>(this, Optional.of(constructor));
        }

        /** Completes a type that is not supported yet: its objects are checked, but not converted. */
        public <T> ObjectType<T> planned() {
            return new ObjectType<>(this, Optional.empty());
        }
    }
}
