package io.aerostat.router.connection;

import io.aerostat.router.tally.TrafficTally;

/** Counts the messages of one link, and records when the link last read. Confined to the loop of the channel. */
final class LinkTraffic {
    private TrafficTally tally = TrafficTally.UNCOUNTED;
    private long readAt;

    /** Sets the tally that counts messages from now on. */
    void countIn(TrafficTally counted) {
        tally = counted;
    }

    /** Called after each read, before its messages are handled. */
    void read() {
        if (tally.timesReads()) {
            readAt = System.nanoTime();
        }
    }

    void received(int bytes) {
        tally.countReceived(bytes);
    }

    void sent(int bytes) {
        tally.countSent(bytes);
    }

    /**
     * Returns the time of the last read, which counts as the arrival of all its messages. Returns the current time if
     * reads are not timed.
     */
    long arrivedAt() {
        return tally.timesReads() ? readAt : System.nanoTime();
    }
}
