package io.aerostat.node.config.located;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON array. */
public record LocatedList(Location at, List<LocatedValue> items) implements LocatedValue {

    public LocatedList {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    public List<@Nullable Object> plain() {
        List<@Nullable Object> plain = new ArrayList<>();
        items.forEach(item -> plain.add(item.plain()));
        return Collections.unmodifiableList(plain);
    }
}
