package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.WampMessage;

/**
 * Brings the answer of an attempt to the caller's loop.
 *
 * @param message as the caller gets it: RESULT, progressive or final, or ERROR
 */
record Answer(Attempt attempt, WampMessage message) implements Runnable {
    @Override
    public void run() {
        attempt.call().answered(attempt, message);
    }
}
