package io.aerostat.client.meta;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects past events (HIS-1). An event must match all filters. Immutable: each method returns a changed copy.
 *
 * @param subscription the id of the subscription
 * @param filters the filters, in the form in which they are sent to the router
 */
public record HistoryQuery(long subscription, Map<String, @Nullable Object> filters) {
    public HistoryQuery {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /** Selects every event that the router has kept, oldest first. */
    public static HistoryQuery of(long subscription) {
        return new HistoryQuery(subscription, Map.of());
    }

    /** Returns this query, with the newest events first. */
    public HistoryQuery newestFirst() {
        return with("reverse", true);
    }

    /** Returns this query, limited to a number of events. */
    public HistoryQuery limit(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("limit: found " + events + " (expected at least 1)");
        }
        return with("limit", (long) events);
    }

    /** Selects events at this time or later. */
    public HistoryQuery from(Instant time) {
        return with("from_time", time.toString());
    }

    /** Selects events later than this time. */
    public HistoryQuery after(Instant time) {
        return with("after_time", time.toString());
    }

    /** Selects events earlier than this time. */
    public HistoryQuery before(Instant time) {
        return with("before_time", time.toString());
    }

    /** Selects events at this time or earlier. */
    public HistoryQuery until(Instant time) {
        return with("until_time", time.toString());
    }

    /** Selects events of this topic, in the history of a pattern. */
    public HistoryQuery topic(String uri) {
        return with("topic", uri);
    }

    /** Selects the publication with this id, and all later publications. */
    public HistoryQuery fromPublication(long id) {
        return with("from_publication", id);
    }

    /** Selects the publications after the publication with this id. */
    public HistoryQuery afterPublication(long id) {
        return with("after_publication", id);
    }

    /** Selects the publications before the publication with this id. */
    public HistoryQuery beforePublication(long id) {
        return with("before_publication", id);
    }

    /** Selects the publication with this id, and all earlier publications. */
    public HistoryQuery untilPublication(long id) {
        return with("until_publication", id);
    }

    /** Returns the filters, always with an order: without an order, Aerostat may answer in the form of Crossbar.io. */
    Map<String, @Nullable Object> ordered() {
        return filters.containsKey("reverse") ? filters : with("reverse", false).filters();
    }

    private HistoryQuery with(String filter, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(filters);
        more.put(filter, value);
        return new HistoryQuery(subscription, more);
    }
}
