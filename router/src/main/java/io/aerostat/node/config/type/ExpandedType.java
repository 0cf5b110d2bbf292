package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.reading.Variables;
import java.util.Map;
import java.util.Optional;

/**
 * The type of a string. Each environment variable that the string names is replaced by its value.
 *
 * @param keepsUnset whether a variable that is not set stays in the text; otherwise, it is a problem
 */
record ExpandedType(String expected, boolean keepsUnset) implements ValueType<String> {

    @Override
    public Optional<String> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedText text) {
            return Variables.expandAnywhere(text, reading, keepsUnset);
        }
        reading.wrong(value, expected);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("type", "string");
    }
}
