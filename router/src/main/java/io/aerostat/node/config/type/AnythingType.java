package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.Map;
import java.util.Optional;

/** Any JSON value, which is not changed. */
record AnythingType() implements ValueType<LocatedValue> {

    @Override
    public Optional<LocatedValue> read(LocatedValue value, Reading reading) {
        return Optional.of(value);
    }

    @Override
    public String expected() {
        return "any value";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of();
    }
}
