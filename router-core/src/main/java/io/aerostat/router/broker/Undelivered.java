package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many receivers a publisher's events have still to reach. Beyond the limit the publisher's connection is not read until half of them have been
 * served, so that the queues of the loops stay bounded.
 */
final class Undelivered {
    private final Peer publisher;
    private final int limit;
    private final AtomicInteger receivers = new AtomicInteger();
    /** On the publisher's loop only. */
    private boolean holding;

    Undelivered(Peer publisher, int limit) {
        this.publisher = publisher;
        this.limit = limit;
    }

    /** On the publisher's loop, before the receivers are handed over. */
    void add(int count) {
        if (receivers.addAndGet(count) > limit && !holding) {
            holding = true;
            publisher.holdReading();
        }
    }

    /** Any thread. */
    void remove(int count) {
        int left = receivers.addAndGet(-count);
        if (left <= limit / 2 && left + count > limit / 2) {
            try {
                publisher.run(this::release);
            } catch (RejectedExecutionException e) {
                // The publisher's loop has ended, and with it the publisher.
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
