package io.aerostat.node.config.type;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.reading.Variables;
import java.util.Map;
import java.util.Optional;

/** A secret, written in the file or as {@code ${VAR}}. Its messages never show the value. */
record SecretType(boolean mayBeEmpty) implements ValueType<Secret> {

    @Override
    public Optional<Secret> read(LocatedValue value, Reading reading) {
        reading.keepSecret();
        if (value instanceof LocatedText text) {
            Optional<String> secret = Variables.expandWhole(text, reading);
            if (secret.isPresent() && secret.get().isEmpty() && !mayBeEmpty) {
                reading.problem(value.at(), "found an empty string (expected a secret)");
                return Optional.empty();
            }
            return secret.map(Secret::new);
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
