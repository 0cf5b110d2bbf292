package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A value of one of two types, distinguished by its JSON kind.
 *
 * @param isFirst checks whether a value is meant to be of the first type
 */
record EitherType<T>(Predicate<LocatedValue> isFirst, ValueType<T> first, ValueType<T> second) implements ValueType<T> {

    @Override
    public Optional<T> read(LocatedValue value, Reading reading) {
        return (isFirst.test(value) ? first : second).read(value, reading);
    }

    @Override
    public String expected() {
        return first.expected() + ", or " + second.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("anyOf", List.of(first.schema(definitions), second.schema(definitions)));
    }
}
