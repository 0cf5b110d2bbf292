package io.aerostat.router.connection;

import io.aerostat.router.tally.TrafficTally;

/** Counts the messages of one link, and notes when it has read. Confined to the loop of the channel. */
final class LinkTraffic {
    private TrafficTally tally = TrafficTally.UNCOUNTED;
    private long readAt;

    /** Sets the tally in which messages are counted from now on. */
    void countIn(TrafficTally counted) {
        tally = counted;
    }

    /** Called before the messages of one read are handled. */
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

    /** Returns the time of the last read, at which all its messages had arrived; valid only if reads are timed. */
    long arrivedAt() {
        return tally.timesReads() ? readAt : System.nanoTime();
    }
}
