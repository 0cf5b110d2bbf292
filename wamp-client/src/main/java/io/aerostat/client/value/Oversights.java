package io.aerostat.client.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.CreatorProperty;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializer;

/**
 * Finds mistakes that Jackson ignores in a dictionary that becomes a record or POJO: an unknown key that resembles a
 * known key without a value, and a missing value for a primitive constructor parameter, which newer versions of Jackson
 * read as 0. Other unknown keys are allowed, since a newer peer may send them. Any thread.
 */
final class Oversights {
    private static final int MAX_DEPTH = 64;

    private final ObjectMapper mapper;
    /** The properties of each type that the program has requested; a program has few types. */
    private final Map<JavaType, Known> types = new ConcurrentHashMap<>();

    Oversights(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the error for the first mistake, if there is one. */
    Optional<MappingFailure> in(@Nullable Object value, JavaType type) {
        return mapper.isEnabled(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                ? Optional.empty()
                : Optional.ofNullable(find(value, type, Place.OUTERMOST));
    }

    /**
     * A place within the value.
     *
     * @param outer the enclosing place; null for the whole value
     * @param step the key or index that leads here from the outer place
     */
    private record Place(@Nullable Place outer, Object step, int depth) {
        static final Place OUTERMOST = new Place(null, "", 0);

        Place inner(Object step) {
            return new Place(this, step, depth + 1);
        }

        /**
         * Returns the place of the value inside a reference, such as an {@code Optional}. The place has the same path.
         */
        Place deeper() {
            return new Place(outer, step, depth + 1);
        }

        List<Object> path() {
            List<Object> path = new ArrayList<>();
            for (Place place = this; place != null && place.outer != null; place = place.outer) {
                path.add(0, place.step);
            }
            return path;
        }
    }

    private @Nullable MappingFailure find(@Nullable Object value, JavaType type, Place place) {
        if (place.depth() > MAX_DEPTH) {
            return null;
        }
        if (type.isReferenceType()) {
            return find(value, type.getReferencedType(), place.deeper());
        }
        if (value instanceof List<?> items && type.isContainerType() && !type.isMapLikeType()) {
            int index = 0;
            for (Object item : items) {
                MappingFailure found = find(item, type.getContentType(), place.inner(index++));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (!(value instanceof Map<?, ?> entries)) {
            return null;
        }
        if (type.isMapLikeType()) {
            return inEntries(entries, key -> type.getContentType(), place);
        }
        Known known = type.isConcrete() && !type.isContainerType() ? known(type) : Known.NO_PROPERTIES;
        if (known.properties().isEmpty()) {
            return null;
        }
        Optional<Spelling.Misspelling> misspelling =
                Spelling.firstIn(entries.keySet(), known.spellings(), name -> known.misses(name, entries));
        if (misspelling.isPresent()) {
            return MappingFailure.unknownKey(
                    place.inner(misspelling.get().written()).path(),
                    misspelling.get().meant());
        }
        for (Map.Entry<String, Property> property : known.properties().entrySet()) {
            if (property.getValue().isRequired() && !property.getValue().isIn(entries)) {
                return MappingFailure.mismatch(
                        place.inner(property.getKey()).path(),
                        property.getValue().type().getRawClass());
            }
        }
        return inEntries(
                entries,
                key -> {
                    Property property = known.properties().get(key);
                    return property == null ? null : property.type();
                },
                place);
    }

    private @Nullable MappingFailure inEntries(Map<?, ?> entries, Types types, Place place) {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String key = String.valueOf(entry.getKey());
            JavaType type = types.of(key);
            if (type != null && (entry.getValue() instanceof Map || entry.getValue() instanceof List)) {
                MappingFailure found = find(entry.getValue(), type, place.inner(key));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    @FunctionalInterface
    private interface Types {
        @Nullable
        JavaType of(String key);
    }

    /** @param names all names of the property, including its aliases */
    private record Property(JavaType type, Set<String> names, boolean isRequired) {
        boolean isIn(Map<?, ?> entries) {
            return names.stream().anyMatch(entries::containsKey);
        }
    }

    /**
     * The properties of a type.
     *
     * @param properties the properties, under each of their names; empty if the type has its own deserializer, or if
     *     Jackson cannot build a deserializer
     * @param spellings every key that the type accepts, beginning with the names of its properties; empty if the type
     *     accepts any key, or if {@code properties} is empty
     */
    private record Known(Map<String, Property> properties, Set<String> spellings) {
        static final Known NO_PROPERTIES = new Known(Map.of(), Set.of());

        boolean misses(String name, Map<?, ?> entries) {
            Property property = properties.get(name);
            return property != null && !property.isIn(entries);
        }
    }

    private Known known(JavaType type) {
        Known present = types.get(type);
        if (present == null) {
            present = read(type);
            types.put(type, present);
        }
        return present;
    }

    private Known read(JavaType type) {
        ValueDeserializer<?> deserializer;
        try {
            deserializer = mapper._deserializationContext().findNonContextualValueDeserializer(type);
        } catch (RuntimeException e) {
            return Known.NO_PROPERTIES; // Jackson reports the error when it reads the value
        }
        if (!(deserializer instanceof BeanDeserializer bean)) {
            return Known.NO_PROPERTIES;
        }
        boolean primitivesAreRequired = mapper.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        Map<String, Property> properties = new LinkedHashMap<>();
        for (Iterator<SettableBeanProperty> all = bean.properties(); all.hasNext(); ) {
            SettableBeanProperty property = all.next();
            Set<String> names = new LinkedHashSet<>();
            names.add(property.getName());
            property.findAliases(mapper.deserializationConfig()).forEach(alias -> names.add(alias.getSimpleName()));
            boolean isRequired = primitivesAreRequired
                    && property instanceof CreatorProperty
                    && property.getType().isPrimitive()
                    && property.getInjectableValueId() == null;
            names.forEach(name -> properties.put(name, new Property(property.getType(), names, isRequired)));
        }
        OtherKeys others = new OtherKeys(bean);
        Set<String> spellings = new LinkedHashSet<>();
        if (!others.areTaken()) {
            spellings.addAll(properties.keySet());
            spellings.addAll(others.ignored());
        }
        return new Known(properties, spellings);
    }

    /**
     * Shows how a deserializer treats keys that are not properties. This class copies the deserializer, because Jackson
     * gives this information only to subclasses.
     */
    private static final class OtherKeys extends BeanDeserializer {
        OtherKeys(BeanDeserializer bean) {
            super(bean);
        }

        /** Checks whether an any-setter or an unwrapped object takes these keys. */
        boolean areTaken() {
            return _anySetter != null || _unwrappedPropertyHandler != null;
        }

        /** Returns the keys that are ignored on purpose: by annotation, or because they can only be written. */
        Set<String> ignored() {
            return _ignorableProps == null ? Set.of() : _ignorableProps;
        }
    }
}
