package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the receivers that wait for an event of one publisher. Beyond a limit, reading from the publisher's connection
 * pauses until the number has fallen to half of the limit, so that the queues of the loops stay bounded.
 */
final class Undelivered {
    private final Peer publisher;
    private final int limit;
    private final AtomicInteger receivers = new AtomicInteger();
    /** Whether reading from the publisher is paused. Accessed on the publisher's loop only. */
    private boolean holding;

    Undelivered(Peer publisher, int limit) {
        this.publisher = publisher;
        this.limit = limit;
    }

    /** Adds the receivers of an event before the event is submitted to their loops. Called on the publisher's loop. */
    void add(int count) {
        if (receivers.addAndGet(count) > limit && !holding) {
            holding = true;
            publisher.holdReading();
        }
    }

    /** Subtracts receivers that no longer wait. Any thread. */
    void remove(int count) {
        int left = receivers.addAndGet(-count);
        if (left <= limit / 2 && left + count > limit / 2) {
            try {
                publisher.run(this::release);
            } catch (RejectedExecutionException e) {
                // The publisher's loop has ended, and the publisher with it.
                return;
            }
        }
    }

    private void release() {
        if (holding && receivers.get() <= limit / 2) {
            holding = false;
            publisher.releaseReading();
        }
    }
}
