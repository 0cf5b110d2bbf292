package io.aerostat.router.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The kept events of one topic or pattern, in the order of their arrival (HIS-3). Each event has a number: the number
 * of the previous event plus one. Any thread.
 */
public interface EventLog {
    /** The result of {@link #append} for an event that is kept already, or that the log does not promise to keep. */
    CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    /**
     * An argument of {@link #find} in place of a publication. The result is then the number directly before the number
     * of the oldest event.
     */
    long BEFORE_ALL = 0;

    /** The result of {@link #find} if the log does not have the publication. */
    long NOT_FOUND = -1;

    /** Returns the number of the newest event from earlier runs, or 0. Called once, before the first event is added. */
    default long lastNumber() {
        return 0;
    }

    /**
     * Adds an event; if the log is full, the event replaces the oldest one. Must not block or throw. The router never
     * calls this method on two threads at the same time.
     *
     * @param number the number of the event
     * @return completes when the event is as safe as this log can make it; only then does a publisher that asked for an
     *     acknowledgement get PUBLISHED. Fails if the event cannot be kept; the publisher then gets ERROR, although
     *     subscribers have got the event. {@link #DONE} costs nothing
     */
    CompletionStage<Void> append(long number, StoredEvent event);

    /**
     * Reads the events that match a query.
     *
     * @param visible checks whether the session that queries may see an event; applied before the limit of the query
     *     (HIS-4)
     */
    CompletionStage<EventPage> read(EventQuery query, Predicate<StoredEvent> visible);

    /**
     * Finds the number of a publication, so that a subscriber can continue after that publication.
     *
     * @param publication a publication, or {@link #BEFORE_ALL}
     * @return {@link #NOT_FOUND} if the log does not have the publication; fails if this log cannot find publications
     */
    default CompletionStage<Long> find(long publication) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("this history has no replay"));
    }

    /**
     * Reads a bounded number of events by their numbers. Waits for events with these numbers that have been added, but
     * are not written yet.
     *
     * @param from the number of the first event
     * @param to the number of the last event, which has been added
     */
    default CompletionStage<EventRange> range(long from, long to) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("this history has no replay"));
    }

    /**
     * Checks whether all nodes of the realm share this log. If so, the publisher's node adds an event for all nodes,
     * and every node reads the same events. The answer changes at most once, from true to false.
     */
    default boolean isShared() {
        return false;
    }

    /** Called once when the realm has ended. No event is added after this call. May block. */
    default void close() {}
}
