package io.aerostat.node.config.located;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows where it stands. */
public sealed interface LocatedValue
        permits LocatedObject, LocatedList, LocatedText, LocatedNumber, LocatedBoolean, LocatedNull {

    /** Where its first character stands. */
    Location at();

    /** What kind of value it is, without its content: fit for secrets. */
    String kind();

    /** What it is, for a message: a scalar with its content, anything else by its kind. */
    default String shown() {
        return kind();
    }

    /** The value as strings, numbers, booleans, unmodifiable lists and maps, or null. */
    @Nullable
    Object plain();

    /** The member of this name, when this is an object that has it. */
    default Optional<LocatedValue> member(String key) {
        return Optional.empty();
    }

    /** The items, when this is a list; otherwise none. */
    default List<LocatedValue> items() {
        return List.of();
    }

    /** The text, when this is one. */
    default Optional<String> text() {
        return Optional.empty();
    }
}
