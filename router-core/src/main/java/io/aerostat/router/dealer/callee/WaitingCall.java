package io.aerostat.router.dealer.callee;

import org.jspecify.annotations.Nullable;

/** A call that waits until a callee has a free slot. Any thread. */
public interface WaitingCall {
    CalleeSearch search();

    /**
     * Called once, when the call leaves the queue.
     *
     * @param callee the callee that serves it, with a slot taken; null if no callee is left that could
     */
    void onTurn(@Nullable RegisteredCallee callee);
}
