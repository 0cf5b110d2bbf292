package io.aerostat.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from the router: a list whose first element is the message type. An accessor fails with a clear text if the
 * element has another type.
 */
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

    /** Checks whether the message begins with these elements, and compares them as {@link RawPeer#expect} does. */
    boolean begins(@Nullable Object... beginning) {
        if (size() < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (!Values.same(Values.normal(beginning[i]), elements.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns an integer element, such as an id. */
    public long id(int index) {
        return part(index, Long.class);
    }

    /** Returns a string element, such as a URI. */
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
