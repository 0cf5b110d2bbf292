package io.aerostat.router.tally;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts rare events by name. The caller limits the number of names. Any thread. */
public final class NamedCounters {
    private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();

    /** Counts one more event with this name. */
    public void count(String name) {
        LongAdder counter = counters.get(name);
        if (counter == null) {
            counter = counters.computeIfAbsent(name, created -> new LongAdder());
        }
        counter.increment();
    }

    /** Returns the count for a name. */
    public long get(String name) {
        LongAdder counter = counters.get(name);
        return counter == null ? 0 : counter.sum();
    }

    /** Returns all counts by name. */
    public Map<String, Long> read() {
        Map<String, Long> numbers = new TreeMap<>();
        counters.forEach((name, counter) -> numbers.put(name, counter.sum()));
        return numbers;
    }
}
