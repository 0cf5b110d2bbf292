package io.aerostat.node.config.located;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value with its place in the file. */
public sealed interface LocatedValue
        permits LocatedObject, LocatedList, LocatedText, LocatedNumber, LocatedBoolean, LocatedNull {

    /** Returns the place of the value's first character. */
    Location at();

    /**
     * Returns the kind of the value. The kind does not reveal the content, so a message about a secret can show the
     * kind.
     */
    String kind();

    /** Returns a text for messages: a scalar's content, or the kind of any other value. */
    default String shown() {
        return kind();
    }

    /** Returns the value as strings, numbers, booleans, unmodifiable lists and maps, or null. */
    @Nullable
    Object plain();

    /** Returns the member of this name, if this value is an object with such a member. */
    default Optional<LocatedValue> member(String key) {
        return Optional.empty();
    }

    /** Returns the items of a list; empty for any other value. */
    default List<LocatedValue> items() {
        return List.of();
    }

    /** Returns the text of a string; empty for any other value. */
    default Optional<String> text() {
        return Optional.empty();
    }
}
