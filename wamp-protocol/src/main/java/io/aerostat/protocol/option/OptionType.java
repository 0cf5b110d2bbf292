package io.aerostat.protocol.option;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The type of a predefined key's value (KEY-1). Immutable; any thread. */
public enum OptionType {
    BOOL("a bool", value -> value instanceof Boolean),
    INTEGER("a non-negative integer", value -> value instanceof Long number && number >= 0),
    ID("an id from 1 to 2^53", value -> value instanceof Long number && Ids.isValid(number)),
    TEXT("a string", value -> value instanceof String),
    DICTIONARY("a dictionary", value -> value instanceof Map<?, ?>),
    IDS(
            "a list of ids",
            value -> value instanceof List<?> list && list.stream().allMatch(item -> Ids.of(item) != null)),
    TEXTS("a list of strings", value -> isListOf(value, String.class)),
    DICTIONARIES("a list of dictionaries", value -> isListOf(value, Map.class)),
    MATCH(
            "exact, prefix or wildcard",
            value -> value instanceof String text && MatchPolicy.ofWire(text).isPresent()),
    INVOKE(
            "single, roundrobin, random, first or last",
            value -> value instanceof String text
                    && InvocationPolicy.ofWire(text).isPresent()),
    CANCEL_MODE(
            "skip, kill or killnowait",
            value -> value instanceof String text && CancelMode.ofWire(text).isPresent()),
    /** The algorithm of Autobahn's earlier payload encryption (PPT-13). */
    ENCRYPTION(
            "cryptobox, mqtt, xbr, null or one of your own, x_...",
            value -> value instanceof String text
                    && (Set.of("cryptobox", "mqtt", "xbr", "null").contains(text) || text.startsWith("x_")));

    private final String description;
    private final Predicate<Object> accepted;

    OptionType(String description, Predicate<Object> accepted) {
        this.description = description;
        this.accepted = accepted;
    }

    /** Returns the description for errors, such as {@code a bool}. */
    public String description() {
        return description;
    }

    /** Checks whether a decoded value has this type. The result for null is always false, because null means absent. */
    public boolean accepts(Object value) {
        return accepted.test(value);
    }

    private static boolean isListOf(Object value, Class<?> type) {
        return value instanceof List<?> list && list.stream().allMatch(type::isInstance);
    }
}
