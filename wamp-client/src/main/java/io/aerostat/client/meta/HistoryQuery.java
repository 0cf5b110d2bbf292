package io.aerostat.client.meta;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which past events are wanted (HIS-1). All filters together decide. Immutable: each method returns a changed copy.
 *
 * @param subscription its id
 * @param filters as the router takes them
 */
public record HistoryQuery(long subscription, Map<String, @Nullable Object> filters) {
    public HistoryQuery {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    }

    /** Everything there is, oldest first. */
    public static HistoryQuery of(long subscription) {
        return new HistoryQuery(subscription, Map.of());
    }

    /** Newest first. */
    public HistoryQuery newestFirst() {
        return with("reverse", true);
    }

    public HistoryQuery limit(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("limit: found " + events + " (expected at least 1)");
        }
        return with("limit", (long) events);
    }

    /** At this time or later. */
    public HistoryQuery from(Instant time) {
        return with("from_time", time.toString());
    }

    /** Later than this time. */
    public HistoryQuery after(Instant time) {
        return with("after_time", time.toString());
    }

    /** Earlier than this time. */
    public HistoryQuery before(Instant time) {
        return with("before_time", time.toString());
    }

    /** At this time or earlier. */
    public HistoryQuery until(Instant time) {
        return with("until_time", time.toString());
    }

    /** Of this topic, for the history of a pattern. */
    public HistoryQuery topic(String uri) {
        return with("topic", uri);
    }

    /** This publication and those after it. */
    public HistoryQuery fromPublication(long id) {
        return with("from_publication", id);
    }

    /** Those after this publication. */
    public HistoryQuery afterPublication(long id) {
        return with("after_publication", id);
    }

    /** Those before this publication. */
    public HistoryQuery beforePublication(long id) {
        return with("before_publication", id);
    }

    /** This publication and those before it. */
    public HistoryQuery untilPublication(long id) {
        return with("until_publication", id);
    }

    /** The filters with the order said in any case: without it, Aerostat may answer in the form of Crossbar.io. */
    Map<String, @Nullable Object> ordered() {
        return filters.containsKey("reverse") ? filters : with("reverse", false).filters();
    }

    private HistoryQuery with(String filter, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(filters);
        more.put(filter, value);
        return new HistoryQuery(subscription, more);
    }
}
