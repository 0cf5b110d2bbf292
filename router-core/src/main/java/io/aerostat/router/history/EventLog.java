package io.aerostat.router.history;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The kept events of one topic or pattern, in the order of their arrival (HIS-3). Any thread. */
public interface EventLog {
    /**
     * Adds an event; if the log is full, the event replaces the oldest one. Must not block or throw; an event that
     * cannot be kept is discarded.
     */
    void append(StoredEvent event);

    /**
     * Reads the events that match a query.
     *
     * @param visible checks whether the session that queries may see an event; applied before the limit of the query
     *     (HIS-4)
     */
    CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible);
}
