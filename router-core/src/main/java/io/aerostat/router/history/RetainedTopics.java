package io.aerostat.router.history;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Topics with their retained events in a snapshot, read page by page. Used by one reader at a time, on any thread. */
public interface RetainedTopics extends AutoCloseable {
    /** One topic with its events. */
    record Topic(String name, List<RetainedRecord> events) {
        public Topic {
            events = List.copyOf(events);
        }
    }

    /**
     * Reads the next topics in the order of their names.
     *
     * @return an empty list at the end; fails if the store cannot read them
     */
    CompletionStage<List<Topic>> next();

    /** Releases the snapshot. Idempotent; does not block. */
    @Override
    void close();
}
