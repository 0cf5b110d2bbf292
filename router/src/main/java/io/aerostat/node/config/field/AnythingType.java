package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;

/** Any JSON value, kept as it stands. */
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
