package io.aerostat.router.history;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The retained events of one realm in a store that survives restarts, by topic. No method blocks. Any thread. */
public interface RetainedLog {
    /** Decides which events a topic has after a change. */
    @FunctionalInterface
    interface Change {
        /**
         * Returns the new events of the topic. Runs on a thread of the store.
         *
         * @param before the current events of the topic, in the order in which an earlier change returned them
         * @param totals the totals over all topics before the change
         * @return an empty list to remove the topic; {@code before} itself to change nothing
         * @throws RuntimeException if the change is refused; in this case, nothing changes
         */
        List<RetainedRecord> apply(List<RetainedRecord> before, RetainedTotals totals);
    }

    /** Returns the totals over all topics after the changes that have been written. */
    RetainedTotals totals();

    /**
     * Changes the events of one topic. Changes take place in the order of the calls.
     *
     * @param bytes the approximate amount of memory that the change needs while it waits
     * @return completes when the change survives a crash; fails with the exception of the change, or if the change
     *     cannot be written
     */
    CompletionStage<Void> change(String topic, int bytes, Change change);

    /**
     * Takes a snapshot. The snapshot contains all changes that were requested before this call, and no later change.
     *
     * @param selection the topics to read
     * @param whenTaken runs on a thread of the store when the snapshot is taken
     * @return the topics of the snapshot; they must be closed
     */
    CompletionStage<RetainedTopics> snapshot(TopicSelection selection, Runnable whenTaken);

    /** Called once when the realm has ended; no change follows. May block. */
    void close();
}
