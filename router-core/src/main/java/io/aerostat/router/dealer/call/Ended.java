package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;

/** The call has had its final answer, or its caller is gone. Nothing has an effect any more. */
final class Ended implements Phase {
    static final Ended INSTANCE = new Ended();

    private Ended() {}

    @Override
    public void addChunk(PendingCall call, Call chunk) {}
}
