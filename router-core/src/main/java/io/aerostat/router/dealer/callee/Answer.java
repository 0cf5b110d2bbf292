package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.WampMessage;

/**
 * Carries the answer of an attempt to the caller's loop.
 *
 * @param message the message for the caller: RESULT (progressive or final) or ERROR
 */
record Answer(Attempt attempt, WampMessage message) implements Runnable {
    @Override
    public void run() {
        attempt.call().answered(attempt, message);
    }
}
