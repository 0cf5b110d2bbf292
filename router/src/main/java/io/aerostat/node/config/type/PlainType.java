package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.reading.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of any content, read into plain maps, lists, strings and numbers. A string that consists only of
 * {@code ${VAR}} is expanded, because the object can hold secrets of a component.
 */
record PlainType() implements ValueType<Map<String, @Nullable Object>> {

    @Override
    public Optional<Map<String, @Nullable Object>> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedObject object) {
            return Optional.of(expandedObject(object, reading));
        }
        reading.problem(value.at(), "found " + value.kind() + " (expected " + expected() + ")");
        return Optional.empty();
    }

    private static Map<String, @Nullable Object> expandedObject(LocatedObject object, Reading reading) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        object.members()
                .forEach(member -> plain.put(member.key(), expanded(member.value(), reading.member(member.key()))));
        return Collections.unmodifiableMap(plain);
    }

    private static @Nullable Object expanded(LocatedValue value, Reading reading) {
        if (value instanceof LocatedObject object) {
            return expandedObject(object, reading);
        }
        if (value instanceof LocatedList list) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                plain.add(expanded(list.items().get(i), reading.item(i)));
            }
            return Collections.unmodifiableList(plain);
        }
        if (value instanceof LocatedText text) {
            return Variables.expandWhole(text, reading).orElse("");
        }
        return value.plain();
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("type", "object");
    }
}
