package io.aerostat.router.history;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A copy of the retained events of one realm outside the nodes, so that the events outlive all nodes. The nodes keep
 * the events in memory, and read the copy only at their start. No method blocks, except where noted. Any thread.
 */
public interface RetainedCopy {
    /** The retained events that are copied. Called on threads of the copy. */
    interface Original {
        /** Returns the topics that have events. */
        List<String> topics();

        /** Returns the current events of a topic; an empty list if it has none. */
        List<RetainedRecord> events(String topic);

        /** Called with each event of the copy after the start. */
        void restore(RetainedRecord event);
    }

    /** Begins to read the copy, and to copy changes. Called once. */
    void start(Original original);

    /**
     * Copies the events of a topic that has changed.
     *
     * @return completes when the copy has the current events or newer ones; fails if copying takes too long, or if too
     *     many changes wait
     */
    CompletionStage<Void> changed(String topic);

    /** Called once when the realm has ended. May block briefly while the last changes are copied. */
    void close();
}
