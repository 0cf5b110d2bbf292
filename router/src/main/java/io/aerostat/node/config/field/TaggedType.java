package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.NamedType;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.Suggestion;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.type.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A JSON object whose key {@code type} selects one of several object types. The value of this key is the tag.
 *
 * @param cases returns the object type of each tag; each type has its own field {@code type}
 * @param planned tags of Crossbar.io that are not supported yet. An object with such a tag is refused; if there is a
 *     case for the tag, the keys of the object are checked first
 * @param refusals tags of Crossbar.io that are refused, with the reason and the alternative
 */
public record TaggedType<T>(
        String name,
        String meaning,
        Map<String, Supplier<? extends ObjectType<? extends T>>> cases,
        Set<String> planned,
        Map<String, String> refusals)
        implements ValueType<T>, NamedType {

    private static final String TAG = "type";

    @Override
    public Optional<T> read(LocatedValue value, Reading reading) {
        if (!(value instanceof LocatedObject object)) {
            reading.problem(value.at(), "found " + value.kind() + " (expected " + expected() + ")");
            return Optional.empty();
        }
        Reading atTag = reading.member(TAG);
        Optional<LocatedValue> tag = object.member(TAG);
        if (tag.isEmpty()) {
            atTag.problem(value.at(), "missing (expected " + Words.oneOf(supportedTags()) + ")");
            return Optional.empty();
        }
        if (tag.get() instanceof LocatedText word) {
            Supplier<? extends ObjectType<? extends T>> chosen = cases.get(word.value());
            boolean isPlanned = planned.contains(word.value());
            if (isPlanned) {
                atTag.problem(word.at(), Words.notSupportedYet(word.value()));
            }
            if (chosen != null) {
                Optional<? extends T> read = chosen.get().read(value, reading);
                return isPlanned ? Optional.empty() : read.map(it -> it);
            }
            if (refusals.containsKey(word.value())) {
                atTag.problem(word.at(), "found " + word.shown() + " (" + refusals.get(word.value()) + ")");
                return Optional.empty();
            }
            if (isPlanned) {
                return Optional.empty();
            }
        }
        String hint = tag.get()
                .text()
                .map(word -> Suggestion.among(word, supportedTags()))
                .orElse("");
        atTag.problem(
                tag.get().at(),
                "found " + tag.get().shown() + " (expected " + Words.oneOf(supportedTags()) + ")" + hint);
        return Optional.empty();
    }

    private Set<String> supportedTags() {
        Set<String> tags = new LinkedHashSet<>(cases.keySet());
        tags.removeAll(planned);
        return tags;
    }

    /** Returns the object types of the supported tags. */
    public Map<String, ObjectType<? extends T>> supported() {
        Map<String, ObjectType<? extends T>> supported = new LinkedHashMap<>();
        cases.forEach((tag, type) -> {
            if (!planned.contains(tag)) {
                supported.put(tag, type.get());
            }
        });
        return supported;
    }

    @Override
    public String expected() {
        return "an object (" + name + ")";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return definitions.reference(this, () -> {
            Map<String, Object> schema = new LinkedHashMap<>();
            List<Object> anyOf = new ArrayList<>();
            supported().values().forEach(type -> anyOf.add(type.schema(definitions)));
            schema.put("description", meaning);
            schema.put("anyOf", anyOf);
            return schema;
        });
    }

    /** Starts to build a tagged type. */
    public static <T> Builder<T> named(String name, String meaning) {
        return new Builder<>(name, meaning);
    }

    /** Builds a tagged type. */
    public static final class Builder<T> {
        private final String name;
        private final String meaning;
        private final Map<String, Supplier<? extends ObjectType<? extends T>>> cases = new LinkedHashMap<>();
        private final Map<String, String> refusals = new LinkedHashMap<>();

        private Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        /** Adds the type of objects with this tag. */
        public Builder<T> with(String tag, ObjectType<? extends T> type) {
            cases.put(tag, () -> type);
            return this;
        }

        /**
         * Adds the type of objects with this tag. The type is created when it is needed, because a file needs few of
         * the types, and creating all of them would slow every start.
         */
        public <O extends T> Builder<T> later(String tag, Supplier<ObjectType<O>> type) {
            cases.put(tag, type);
            return this;
        }

        /** Refuses objects with this tag. The reason also names the alternative. */
        public Builder<T> refused(String tag, String reason) {
            refusals.put(tag, reason);
            return this;
        }

        /** Completes a type whose tags are all supported. */
        public TaggedType<T> complete() {
            return planned();
        }

        /** Completes a type that also has tags that are not supported yet. */
        public TaggedType<T> planned(String... tags) {
            return new TaggedType<>(name, meaning, new LinkedHashMap<>(cases), Set.of(tags), Map.copyOf(refusals));
        }
    }
}
