package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedBoolean;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code false}. */
record BooleanType() implements ValueType<Boolean> {

    @Override
    public Optional<Boolean> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedBoolean bool) {
            return Optional.of(bool.value());
        }
        reading.wrong(value, expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("type", "boolean");
    }
}
