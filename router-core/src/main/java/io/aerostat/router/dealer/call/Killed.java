package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.router.dealer.callee.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * The phase in which the callee has been interrupted and the call waits for the callee's answer (CAN-3). Confined to
 * the caller's loop.
 */
final class Killed implements Phase {
    private final Attempt attempt;

    Killed(Attempt attempt) {
        this.attempt = attempt;
    }

    /** Ends the call without waiting for the callee. A second CANCEL with mode {@code kill} has no effect (CAN-10). */
    @Override
    public void cancel(PendingCall call, CancelMode mode) {
        if (mode != CancelMode.KILL) {
            Phase.super.cancel(call, mode);
        }
    }

    @Override
    public void addChunk(PendingCall call, Call chunk) {
        attempt.send(chunk);
    }

    @Override
    public void answered(PendingCall call, Attempt by, WampMessage answer) {
        if (by != attempt) {
            call.countLateAnswer(); // P2
        } else if (answer instanceof Result result && result.details().progress()) {
            call.deliverProgress(result);
        } else {
            call.finish(answer); // a canceled call is not placed again
        }
    }

    @Override
    public void returned(PendingCall call, Attempt by) {
        if (by == attempt) {
            call.fail(ErrorUris.CANCELED, "call canceled by its caller");
        }
    }

    @Override
    public void abandon(boolean interrupts, @Nullable String reason) {
        attempt.abandon(interrupts, reason);
    }
}
