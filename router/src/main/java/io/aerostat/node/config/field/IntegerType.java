package io.aerostat.node.config.field;

import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A whole number in a range. */
record IntegerType(int least, int most) implements ValueType<Integer> {

    @Override
    public Optional<Integer> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedNumber number
                && number.value() instanceof Integer integer
                && integer >= least
                && integer <= most) {
            return Optional.of(integer);
        }
        reading.wrong(value, expected());
        return Optional.empty();
    }

    @Override
    public String expected() {
        return most == Integer.MAX_VALUE
                ? "an integer, at least " + least
                : "an integer from " + least + " to " + most;
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schema;
    }
}
