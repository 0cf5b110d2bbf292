package io.aerostat.node.config.field;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import java.util.Map;
import java.util.Optional;

/** A secret, written out or as {@code ${VAR}}. Its messages never show what was found. */
record SecretType() implements ValueType<Secret> {

    @Override
    public Optional<Secret> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedText text) {
            return Variables.expandWhole(text, reading).map(Secret::new);
        }
        reading.problem(value.at(), "found " + value.kind() + " (expected " + expected() + ")");
        return Optional.empty();
    }

    @Override
    public String expected() {
        return "a string, or \"${VAR}\" for an environment variable";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return Map.of("type", "string");
    }
}
