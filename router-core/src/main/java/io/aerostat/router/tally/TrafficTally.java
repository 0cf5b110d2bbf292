package io.aerostat.router.tally;

/**
 * The WAMP messages that one event loop has exchanged over one kind of transport. Methods that count must be called on
 * that loop; any thread may read.
 */
public final class TrafficTally {
    /** Used for links without statistics, for example in tests. Nobody reads its numbers. */
    public static final TrafficTally UNCOUNTED = new TrafficTally(false);

    private static final int MESSAGES_IN = 0;
    private static final int BYTES_IN = 1;
    private static final int MESSAGES_OUT = 2;
    private static final int BYTES_OUT = 3;

    private final boolean timesReads;
    private final LoopNumbers numbers = new LoopNumbers(4);

    TrafficTally(boolean timesReads) {
        this.timesReads = timesReads;
    }

    /** Checks whether links record the time of their reads, from which the durations of calls are measured. */
    public boolean timesReads() {
        return timesReads;
    }

    /** Counts a message from a peer. */
    public void countReceived(int bytes) {
        numbers.add(MESSAGES_IN, 1);
        numbers.add(BYTES_IN, bytes);
    }

    /** Counts a message to a peer. */
    public void countSent(int bytes) {
        numbers.add(MESSAGES_OUT, 1);
        numbers.add(BYTES_OUT, bytes);
    }

    long messagesReceived() {
        return numbers.get(MESSAGES_IN);
    }

    long bytesReceived() {
        return numbers.get(BYTES_IN);
    }

    long messagesSent() {
        return numbers.get(MESSAGES_OUT);
    }

    long bytesSent() {
        return numbers.get(BYTES_OUT);
    }
}
