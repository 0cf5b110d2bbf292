package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;

/**
 * The phase after the end of a call: the call has had its final answer, or its caller is gone. No input has an effect.
 */
final class Ended implements Phase {
    static final Ended INSTANCE = new Ended();

    private Ended() {}

    @Override
    public void addChunk(PendingCall call, Call chunk) {}
}
