package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.reading.Variables;
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
