package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.SystemCharsets;
import io.aerostat.node.config.reading.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** An object whose keys the user chooses, with values of one type. Keeps the order of the file. */
record MapType<T>(
        Pattern key,
        String keyExpected,
        BiFunction<SystemCharsets, String, Optional<String>> keyFault,
        ValueType<T> value)
        implements ValueType<Map<String, T>> {

    @Override
    public Optional<Map<String, T>> read(LocatedValue found, Reading reading) {
        if (!(found instanceof LocatedObject object)) {
            reading.wrong(found, expected());
            return Optional.empty();
        }
        Map<String, T> read = new LinkedHashMap<>();
        for (LocatedObject.Member member : object.members()) {
            Reading here = reading.member(member.key());
            Optional<String> fault = keyFault.apply(reading.charsets(), member.key());
            boolean keyFits = fault.isEmpty() && key.matcher(member.key()).matches();
            if (!keyFits) {
                here.problem(
                        member.keyAt(),
                        "found key \"" + member.key() + "\" (expected " + keyExpected
                                + fault.map(why -> "; " + why).orElse("") + ")");
            }
            value.read(member.value(), here).filter(any -> keyFits).ifPresent(it -> read.put(member.key(), it));
        }
        return read.size() == object.members().size()
                ? Optional.of(Collections.unmodifiableMap(read))
                : Optional.empty();
    }

    @Override
    public String expected() {
        return "an object from " + keyExpected + " to " + value.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("patternProperties", Map.of("^(?:" + key.pattern() + ")$", value.schema(definitions)));
        schema.put("additionalProperties", false);
        return schema;
    }
}
