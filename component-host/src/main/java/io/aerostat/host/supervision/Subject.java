package io.aerostat.host.supervision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A supervised thing in the log.
 *
 * @param kind {@code container}, {@code guest} or {@code component}: the first word of each message
 * @param names the key-values of every log line about the thing: {@code worker}, {@code component}, {@code class}, in
 *     this order
 */
public record Subject(String kind, Map<String, String> names) {

    public Subject {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** Creates the subject of a process with a worker id. */
    public static Subject worker(String kind, String worker) {
        return new Subject(kind, Map.of("worker", worker));
    }

    /** Creates the subject of a component of a worker. */
    public static Subject component(String worker, String component, String classname) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("worker", worker);
        names.put("component", component);
        names.put("class", classname);
        return new Subject("component", names);
    }

    /** Begins a log line about the thing, with its names as key-values. */
    public LoggingEventBuilder on(LoggingEventBuilder event) {
        LoggingEventBuilder named = event;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.addKeyValue(name.getKey(), name.getValue());
        }
        return named;
    }
}
