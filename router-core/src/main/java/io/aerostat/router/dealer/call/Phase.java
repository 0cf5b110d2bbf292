package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.router.dealer.callee.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a {@link PendingCall}: holds the fields that only this phase needs, and handles each input. Most phases
 * share the defaults below. The timeout ends a call in every phase (see {@link PendingCall#expire}). Confined to the
 * caller's loop.
 */
sealed interface Phase permits Placing, PutOff, Waiting, Invoked, Killed, Returning, Ended {
    /** Called when the caller cancels the call. By default, the call ends at once (CAN-2, CAN-4). */
    default void cancel(PendingCall call, CancelMode mode) {
        call.giveUp(mode == CancelMode.KILLNOWAIT, null, ErrorUris.CANCELED, "call canceled by its caller");
    }

    /** Called when the caller has sent a further CALL of a progressive call (PCI-2, PCI-3). */
    void addChunk(PendingCall call, Call chunk);

    /**
     * Called with a RESULT or ERROR for the caller. By default, the answer is dropped, because it belongs to an earlier
     * attempt (P2).
     */
    default void answered(PendingCall call, Attempt by, WampMessage answer) {
        call.countLateAnswer();
    }

    /**
     * Called when the callee's loop returns the call of an attempt, because the callee had left or had unregistered
     * before the INVOCATION could be sent.
     */
    default void returned(PendingCall call, Attempt by) {}

    /** Called when the callee's loop also returns a further CALL of a returned attempt. */
    default void returned(PendingCall call, Attempt by, Call chunk) {}

    /** Called when the call ends in this phase. Removes the call from every queue in which it waits. */
    default void leave(PendingCall call) {}

    /**
     * Called after {@link #leave} if the call has ended without an answer of its callee. Informs the callee, if there
     * is one.
     *
     * @param interrupts whether to interrupt the callee, if it supports that (CAN-5)
     * @param reason the reason for INTERRUPT, a URI; null for none
     */
    default void abandon(boolean interrupts, @Nullable String reason) {}
}
