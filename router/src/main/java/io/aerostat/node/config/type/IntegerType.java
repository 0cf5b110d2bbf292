package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole number in a range. */
record IntegerType(int least, int most, String expected) implements ValueType<Integer> {

    @Override
    public Optional<Integer> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedNumber number
                && number.value() instanceof Integer integer
                && integer >= least
                && integer <= most) {
            return Optional.of(integer);
        }
        reading.wrong(value, expected);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", least);
        if (most != Integer.MAX_VALUE) {
            schema.put("maximum", most);
        }
        return schema;
    }
}
