package io.aerostat.command.node;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which sessions are sorted, the largest number first. The first letter of each name is a key of
 * {@code top}.
 */
enum SessionOrder {
    IN("in_per_second"),
    OUT("out_per_second"),
    RECEIVED("received"),
    SENT("sent"),
    WAITING("waiting_bytes"),
    DROPPED("dropped_events"),
    AGE("age_seconds");

    /** The names of all orders, for texts. */
    static final String NAMES = "in, out, received, sent, waiting, dropped or age";

    private final String column;

    SessionOrder(String column) {
        this.column = column;
    }

    Comparator<Map<String, @Nullable Object>> comparator() {
        Comparator<Map<String, @Nullable Object>> smallestFirst = Comparator.comparingDouble(this::value);
        return smallestFirst.reversed().thenComparing(row -> NodeCalls.number(row, "session"));
    }

    private double value(Map<String, @Nullable Object> row) {
        return row.get(column) instanceof Number number ? number.doubleValue() : 0;
    }

    static Optional<SessionOrder> of(String name) {
        return Stream.of(values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Returns the order whose name begins with this letter. */
    static Optional<SessionOrder> ofKey(char letter) {
        return Stream.of(values())
                .filter(order -> Character.toLowerCase(order.name().charAt(0)) == letter)
                .findFirst();
    }
}
