package io.aerostat.client.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ids of all registrations, or of all subscriptions, of a realm, by match policy. */
public record IdsByMatch(List<Long> exact, List<Long> prefix, List<Long> wildcard) {
    public IdsByMatch {
        exact = orNone(exact);
        prefix = orNone(prefix);
        wildcard = orNone(wildcard);
    }

    /** Some routers leave out empty lists. */
    private static List<Long> orNone(@Nullable List<Long> ids) {
        return ids == null ? List.of() : List.copyOf(ids);
    }
}
