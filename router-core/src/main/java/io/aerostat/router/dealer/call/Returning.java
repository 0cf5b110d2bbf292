package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;
import io.aerostat.router.dealer.callee.Attempt;

/**
 * The phase of a call whose callee had left before the INVOCATION could be sent. The chunks that followed the call to
 * the callee's loop are on their way back; when all of them have arrived, the call looks for another callee. Confined
 * to the caller's loop.
 */
final class Returning implements Phase {
    private final Attempt attempt;
    private final Placing placing;
    private int awaitedChunks;

    Returning(Attempt attempt, Placing placing, int awaitedChunks) {
        this.attempt = attempt;
        this.placing = placing;
        this.awaitedChunks = awaitedChunks;
    }

    void begin(PendingCall call) {
        call.enter(this);
        placeIfComplete(call);
    }

    /** Sends the chunk after the earlier chunks, so that all chunks come back in order. */
    @Override
    public void addChunk(PendingCall call, Call chunk) {
        awaitedChunks++;
        attempt.send(chunk);
    }

    @Override
    public void returned(PendingCall call, Attempt by, Call chunk) {
        if (by == attempt) {
            awaitedChunks--;
            placing.addChunk(call, chunk); // this may end the call
            placeIfComplete(call);
        }
    }

    private void placeIfComplete(PendingCall call) {
        if (awaitedChunks == 0 && call.phase() == this) {
            call.enter(placing);
            placing.start();
        }
    }
}
