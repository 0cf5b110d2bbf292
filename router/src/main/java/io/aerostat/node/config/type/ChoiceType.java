package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.Suggestion;
import io.aerostat.node.config.reading.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of a few words.
 *
 * @param words the value of each word
 * @param planned words of Crossbar.io that are not supported yet
 */
record ChoiceType<T>(Map<String, T> words, Set<String> planned) implements ValueType<T> {

    @Override
    public Optional<T> read(LocatedValue value, Reading reading) {
        if (!(value instanceof LocatedText text)) {
            reading.wrong(value, expected());
            return Optional.empty();
        }
        Optional<T> chosen = Optional.ofNullable(words.get(text.value()));
        if (planned.contains(text.value())) {
            reading.problem(value.at(), Words.notSupportedYet(text.value()));
        } else if (chosen.isEmpty()) {
            String hint = Suggestion.among(text.value(), words.keySet());
            reading.problem(value.at(), "found " + value.shown() + " (expected " + expected() + ")" + hint);
        }
        return chosen;
    }

    @Override
    public String expected() {
        return Words.oneOf(words.keySet());
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("enum", List.copyOf(words.keySet()));
        return schema;
    }
}
