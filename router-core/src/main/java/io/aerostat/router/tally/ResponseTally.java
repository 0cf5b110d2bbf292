package io.aerostat.router.tally;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the responses to HTTP requests, by kind of service and class of status. Any thread. */
public final class ResponseTally {
    private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final int CLASS = 100;

    private final ConcurrentMap<String, NamedCounters> byService = new ConcurrentHashMap<>();

    /**
     * Counts one response.
     *
     * @param service the kind of service; one of a closed set, because each kind has its own counters
     */
    public void count(String service, int status) {
        NamedCounters counters = byService.get(service);
        if (counters == null) {
            counters = byService.computeIfAbsent(service, created -> new NamedCounters());
        }
        int index = status / CLASS;
        counters.count(CLASSES[index < CLASSES.length ? index : 0]);
    }

    /** Returns the numbers of responses by kind of service, and then by class of status. */
    public Map<String, Map<String, Long>> read() {
        Map<String, Map<String, Long>> numbers = new TreeMap<>();
        byService.forEach((service, counters) -> numbers.put(service, counters.read()));
        return numbers;
    }
}
