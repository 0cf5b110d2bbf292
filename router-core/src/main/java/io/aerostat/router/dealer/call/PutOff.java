package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;

/**
 * The call lets earlier calls of the same procedure go first (ORD-3): they waited for a registration that is gone, and
 * are about to be placed anew by tasks of the caller's loop. Confined to this loop.
 */
final class PutOff implements Phase {
    private final Placing placing;

    PutOff(Placing placing) {
        this.placing = placing;
    }

    void begin(PendingCall call) {
        call.enter(this);
        call.caller().unplaced().add(call.procedure(), null, call.number());
        call.callerPeer().loop().execute(() -> resume(call));
    }

    private void resume(PendingCall call) {
        if (call.phase() == this) {
            leave(call);
            call.enter(placing);
            placing.start();
        }
    }

    @Override
    public void addChunk(PendingCall call, Call chunk) {
        placing.addChunk(call, chunk);
    }

    @Override
    public void leave(PendingCall call) {
        call.caller().unplaced().remove(call.procedure(), null, call.number());
    }
}
