package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A string, which may have to match a pattern. */
record TextType(Optional<Pattern> form, String expected) implements ValueType<String> {

    @Override
    public Optional<String> read(LocatedValue value, Reading reading) {
        if (value instanceof LocatedText text
                && form.map(pattern -> pattern.matcher(text.value()).matches()).orElse(true)) {
            return Optional.of(text.value());
        }
        reading.wrong(value, expected);
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        form.ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern.pattern() + ")$"));
        return schema;
    }
}
