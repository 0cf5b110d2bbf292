package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;

/** A string in which environment variables are expanded. */
record ExpandedType(String expected) implements ValueType<String> {

    @Override
    public Optional<String> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedText text) {
            return Variables.expandAnywhere(text, reading);
        }
        reading.wrong(value, expected);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("type", "string");
    }
}
