package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A type that is looked up when it is used, so that a type can contain itself. */
record DeferredType<T>(Supplier<ValueType<T>> type) implements ValueType<T> {

    @Override
    public Optional<T> read(LocatedValue value, Reading reading) {
        return type.get().read(value, reading);
    }

    @Override
    public String expected() {
        return type.get().expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return type.get().schema(definitions);
    }
}
