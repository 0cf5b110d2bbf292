package io.aerostat.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as the router sent it: a list whose first element is its type. Its parts fail with a clear text when they are something else. */
public record Message(List<@Nullable Object> elements) {

    public Message {
        elements = Collections.unmodifiableList(elements);
    }

    public int type() {
        return (int) id(0);
    }

    public int size() {
        return elements.size();
    }

    /** An integer, such as an id. */
    public long id(int index) {
        return part(index, Long.class);
    }

    /** A string, such as a URI. */
    public String text(int index) {
        return part(index, String.class);
    }

    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> dict(int index) {
        return part(index, Map.class);
    }

    @SuppressWarnings("unchecked")
    public List<@Nullable Object> list(int index) {
        return part(index, List.class);
    }

    private <T> T part(int index, Class<T> type) {
        Object element = index < elements.size() ? elements.get(index) : null;
        if (!type.isInstance(element)) {
            throw new AssertionError("found " + Values.print(element) + " as element " + index + " of " + this
                    + " (expected " + type.getSimpleName() + ")");
        }
        return type.cast(element);
    }

    @Override
    public String toString() {
        return Values.print(elements);
    }
}
