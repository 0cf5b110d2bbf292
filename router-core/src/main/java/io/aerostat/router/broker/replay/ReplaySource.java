package io.aerostat.router.broker.replay;

import io.aerostat.router.link.SharedMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The past events for one new subscriber, read page by page. Confined to the subscriber's loop. */
interface ReplaySource {
    /** Checks whether there may be another page. */
    boolean hasNext();

    /**
     * Reads the next page.
     *
     * @return the EVENTs for the subscriber; completes on any thread, and fails if they cannot be read
     */
    CompletionStage<List<SharedMessage>> next();

    /** Called when a page has arrived, before its events are delivered. */
    void pageArrived();

    /** Called with the number of each held live event. Returns false if the subscriber has already got the event. */
    boolean isNew(long number);

    /** Called once when the replay has ended, for whatever reason. */
    void close();
}
