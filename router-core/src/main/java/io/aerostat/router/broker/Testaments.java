package io.aerostat.router.broker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The testaments of one session. Confined to its loop. */
final class Testaments {
    private final Map<TestamentScope, List<Testament>> byScope = new EnumMap<>(TestamentScope.class);
    private final int limit;
    private int size;

    Testaments(int limit) {
        this.limit = limit;
    }

    /** Returns false if there are too many. */
    boolean add(TestamentScope scope, Testament testament) {
        if (size >= limit) {
            return false;
        }
        size++;
        byScope.computeIfAbsent(scope, same -> new ArrayList<>(1)).add(testament);
        return true;
    }

    void flush(TestamentScope scope) {
        List<Testament> removed = byScope.remove(scope);
        if (removed != null) {
            size -= removed.size();
        }
    }

    /** In the order of the scopes, then of their addition (TES-3). */
    void forEach(Consumer<Testament> consumer) {
        // An EnumMap goes by the order of its constants.
        byScope.values().forEach(testaments -> testaments.forEach(consumer));
    }
}
