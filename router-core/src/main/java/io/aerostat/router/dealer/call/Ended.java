package io.aerostat.router.dealer.call;

import io.aerostat.protocol.message.Call;

/**
 * The phase after the end of a call: the final answer has been sent, or the caller has left. All further input is
 * ignored.
 */
final class Ended implements Phase {
    static final Ended INSTANCE = new Ended();

    private Ended() {}

    @Override
    public void addChunk(PendingCall call, Call chunk) {}
}
