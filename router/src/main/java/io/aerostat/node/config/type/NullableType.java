package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedNull;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a value that may also be {@code null}. */
record NullableType<T>(ValueType<T> type) implements ValueType<Optional<T>> {

    @Override
    public Optional<Optional<T>> read(LocatedValue value, Reading reading) {
        return value instanceof LocatedNull
                ? Optional.of(Optional.empty())
                : type.read(value, reading).map(Optional::of);
    }

    @Override
    public String expected() {
        return type.expected() + ", or null";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("anyOf", List.of(type.schema(definitions), Map.of("type", "null")));
    }
}
