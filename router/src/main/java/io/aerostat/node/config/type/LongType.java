package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole number that may be larger than an {@code int}, such as a size in bytes. */
record LongType(long least, String expected) implements ValueType<Long> {

    @Override
    public Optional<Long> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedNumber number
                && (number.value() instanceof Integer || number.value() instanceof Long)
                && number.value().longValue() >= least) {
            return Optional.of(number.value().longValue());
        }
        reading.wrong(value, expected);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>(); // The keys of the published schema are ordered.
        schema.put("type", "integer");
        schema.put("minimum", least);
        return schema;
    }
}
