package io.aerostat.node.config.type;

import io.aerostat.node.config.Secret;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.config.reading.Variables;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A secret, written in the file or as {@code ${VAR}}. Its messages never show the value. */
record SecretType(boolean mayBeEmpty, boolean mayBeUnset) implements ValueType<Secret> {
    /** A secret that nobody knows, in place of the value of a variable that is not set. */
    private static final Secret UNKNOWN = new Secret(unknown());

    @Override
    public Optional<Secret> read(LocatedValue value, Reading reading) {
        reading.keepSecret();
        if (value instanceof LocatedText text) {
            Optional<String> unset = Variables.name(text.value())
                    .filter(name -> mayBeUnset && reading.variable(name).isEmpty());
            if (unset.isPresent()) {
                reading.notice(
                        value.at(),
                        "environment variable " + unset.get() + " is not set, so nobody can log in with this secret");
                return Optional.of(UNKNOWN);
            }
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

    private static String unknown() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
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
