package io.aerostat.node.config.type;

import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.SchemaDefinitions;
import io.aerostat.node.config.reading.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of values of one type. */
record ListType<T>(ValueType<T> item, boolean mayBeEmpty) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(LocatedValue value, Reading reading) {
        if (!(value instanceof LocatedList list) || (!mayBeEmpty && list.items().isEmpty())) {
            boolean empty = value instanceof LocatedList;
            reading.problem(
                    value.at(),
                    "found " + (empty ? "an empty list" : value.shown()) + " (expected "
                            + (mayBeEmpty ? "" : "at least one item: ") + expected() + ")");
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            item.read(list.items().get(i), reading.item(i)).ifPresent(items::add);
        }
        return items.size() == list.items().size() ? Optional.of(List.copyOf(items)) : Optional.empty();
    }

    @Override
    public String expected() {
        return "a list, each item " + item.expected();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(definitions));
        if (!mayBeEmpty) {
            schema.put("minItems", 1);
        }
        return schema;
    }
}
