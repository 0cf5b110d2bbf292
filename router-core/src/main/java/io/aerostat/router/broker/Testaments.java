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

    /** Adds a testament. Returns false if the session has reached its limit of testaments. */
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

    /** Returns the testaments in the order of publication. */
    List<Testament> all() {
        List<Testament> all = new ArrayList<>(size);
        forEach(all::add);
        return all;
    }

    /**
     * Calls the consumer with the testaments in the order of the scopes, and within a scope in the order of addition
     * (TES-3).
     */
    void forEach(Consumer<Testament> consumer) {
        // An EnumMap iterates in the order of the enum's constants.
        byScope.values().forEach(testaments -> testaments.forEach(consumer));
    }
}
