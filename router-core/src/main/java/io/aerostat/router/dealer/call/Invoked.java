package io.aerostat.router.dealer.call;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.router.dealer.callee.Attempt;
import org.jspecify.annotations.Nullable;

/** The phase in which a callee handles the call. Confined to the caller's loop. */
final class Invoked implements Phase {
    private final Attempt attempt;
    private final Placing placing;
    private int chunksSent;

    Invoked(Attempt attempt, Placing placing) {
        this.attempt = attempt;
        this.placing = placing;
    }

    @Override
    public void cancel(PendingCall call, CancelMode mode) {
        if (mode == CancelMode.KILL && attempt.isInterruptible()) {
            call.enter(new Killed(attempt));
            attempt.interrupt(CancelMode.KILL); // CAN-3
        } else {
            Phase.super.cancel(call, mode); // CAN-5: without the feature, every mode acts like skip
        }
    }

    @Override
    public void addChunk(PendingCall call, Call chunk) {
        placing.commit(); // RRT-3: after a second chunk, no other callee can serve the call
        chunksSent++;
        attempt.send(chunk);
    }

    @Override
    public void answered(PendingCall call, Attempt by, WampMessage answer) {
        if (by != attempt) {
            call.countLateAnswer(); // P2
        } else if (answer instanceof Result result && result.details().progress()) {
            placing.commit(); // RRT-3: after a first result, the call is not rerouted
            call.deliverProgress(result);
        } else if (answer instanceof ErrorMessage error && isReroutable(error)) {
            placing.placeElsewhere(attempt);
        } else {
            call.finish(answer);
        }
    }

    /** Checks whether another callee may serve the call (RRT-1, RRT-3, RRT-4). */
    private boolean isReroutable(ErrorMessage error) {
        return placing.isRepeatable()
                && error.error().equals(ErrorUris.UNAVAILABLE)
                && attempt.target().abilities().reroute();
    }

    @Override
    public void returned(PendingCall call, Attempt by) {
        if (by == attempt) {
            placing.takeBack(attempt);
            new Returning(attempt, placing, chunksSent).begin(call);
        }
    }

    @Override
    public void abandon(boolean interrupts, @Nullable String reason) {
        attempt.abandon(interrupts, reason);
    }
}
