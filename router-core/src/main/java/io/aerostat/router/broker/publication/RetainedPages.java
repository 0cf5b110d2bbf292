package io.aerostat.router.broker.publication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Retained events that are read page by page. Used by one reader at a time, on any thread. */
public interface RetainedPages extends AutoCloseable {
    /**
     * Reads the next page of events.
     *
     * @return the events, on any thread; an empty page does not mean that there is no further page. Fails if the store
     *     cannot read the events
     */
    CompletionStage<List<RetainedEvent>> next();

    /** Checks whether there may be another page. */
    boolean hasNext();

    /** Releases the resources of the pages. Idempotent; does not block. */
    @Override
    void close();

    /** Returns events that are in memory. */
    static RetainedPages of(List<RetainedEvent> events) {
        return new RetainedPages() {
            private boolean isRead = events.isEmpty();

            @Override
            public CompletionStage<List<RetainedEvent>> next() {
                isRead = true;
                return CompletableFuture.completedFuture(events);
            }

            @Override
            public boolean hasNext() {
                return !isRead;
            }

            @Override
            public void close() {
                isRead = true;
            }
        };
    }
}
