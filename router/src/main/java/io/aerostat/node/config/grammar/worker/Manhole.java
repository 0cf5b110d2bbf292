package io.aerostat.node.config.grammar.worker;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.located.LocatedValue;
import java.util.Optional;

/** The {@code manhole} of a worker or of the controller: a Python shell, which a Java process cannot have. */
public final class Manhole {
    public static final Field<Optional<LocatedValue>> FIELD = Field.withoutEffect(
            "manhole",
            "a manhole is a Python shell in the process; the management procedures take its place, see"
                    + " docs/management.md");

    private Manhole() {}
}
