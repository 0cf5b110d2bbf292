package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.message.WampMessage;

/**
 * The command that hands the caller's loop what became of an attempt.
 *
 * @param message as the caller is to get it: RESULT, progressive or final, or ERROR
 */
record Answer(Attempt attempt, WampMessage message) implements Runnable {
    @Override
    public void run() {
        attempt.call().answered(attempt, message);
    }
}
