package io.aerostat.router.dealer.callee;

import org.jspecify.annotations.Nullable;

/** A call that waits for a callee with a free slot. Any thread. */
public interface WaitingCall {
    CalleeSearch search();

    /**
     * Called once, when the call leaves the queue.
     *
     * @param callee the callee that serves the call, with an acquired slot; null if no suitable callee is left
     */
    void onTurn(@Nullable RegisteredCallee callee);
}
