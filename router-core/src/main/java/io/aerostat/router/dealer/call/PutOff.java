package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;

/**
 * The phase in which the call waits for earlier calls of the same procedure whose registration has been deleted
 * (ORD-3). Tasks of the caller's loop will place the earlier calls first, and then this one. Confined to the caller's
 * loop.
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
