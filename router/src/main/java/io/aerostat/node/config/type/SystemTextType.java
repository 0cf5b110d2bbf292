package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.SystemCharsets;
import io.aerostat.node.config.reading.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A string that must reach the operating system unchanged. */
record SystemTextType(ValueType<String> base, BiFunction<SystemCharsets, String, Optional<String>> fault)
        implements ValueType<String> {

    @Override
    public Optional<String> read(LocatedValue value, Reading reading) {
        return base.read(value, reading).filter(text -> {
            Optional<String> wrong = fault.apply(reading.charsets(), text);
            wrong.ifPresent(why -> reading.wrong(value, expected() + "; " + why));
            return wrong.isEmpty();
        });
    }

    @Override
    public String expected() {
        return base.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        return base.schema(definitions);
    }
}
