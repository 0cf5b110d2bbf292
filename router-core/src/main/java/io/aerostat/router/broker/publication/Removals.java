package io.aerostat.router.broker.publication;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The most recent removals of retained events by topic, so that an older event that arrives from another node is not
 * stored again. Not thread-safe.
 */
final class Removals {
    /** The number of removals to remember. */
    private static final int REMEMBERED = 1_024;

    private final Map<String, RetainedEvent> byTopic = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RetainedEvent> eldest) {
            return size() > REMEMBERED;
        }
    };

    void add(RetainedEvent removal) {
        byTopic.merge(removal.publication().topic(), removal, (known, next) -> known.isOlderThan(next) ? next : known);
    }

    /** Checks whether an event is older than the last removal of its topic. */
    boolean cover(RetainedEvent event) {
        RetainedEvent removal = byTopic.get(event.publication().topic());
        return removal != null && event.isOlderThan(removal);
    }
}
