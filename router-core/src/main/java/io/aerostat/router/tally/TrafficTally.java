package io.aerostat.router.tally;

import org.jspecify.annotations.Nullable;

/**
 * The WAMP messages that one event loop has exchanged over one kind of transport. Each connection counts through an
 * object of its own, which adds to these numbers, and can also count for a session. Methods that count must be called
 * on that loop; any thread may read.
 */
public final class TrafficTally {
    /** Used for links without statistics, for example in tests. Nobody reads its numbers. */
    public static final TrafficTally UNCOUNTED = new TrafficTally(false);

    private static final int MESSAGES_IN = 0;
    private static final int BYTES_IN = 1;
    private static final int MESSAGES_OUT = 2;
    private static final int BYTES_OUT = 3;

    private final boolean timesReads;
    private final LoopNumbers numbers;
    /** Counts the messages of the session that the connection carries; null if the session has no meter. */
    private @Nullable SessionMeter session;

    TrafficTally(boolean timesReads) {
        this(timesReads, new LoopNumbers(4));
    }

    private TrafficTally(boolean timesReads, LoopNumbers numbers) {
        this.timesReads = timesReads;
        this.numbers = numbers;
    }

    /** Returns a tally for one connection, which adds to the numbers of this tally. */
    public TrafficTally ofConnection() {
        return new TrafficTally(timesReads, numbers);
    }

    /** Sets the meter of the session that the connection carries; null for none. */
    public void meter(@Nullable SessionMeter meter) {
        session = meter;
    }

    /** Checks whether links record the time of their reads, from which the durations of calls are measured. */
    public boolean timesReads() {
        return timesReads;
    }

    /** Counts a message from a peer. */
    public void countReceived(int bytes) {
        numbers.add(MESSAGES_IN, 1);
        numbers.add(BYTES_IN, bytes);
        if (session != null) {
            session.received(bytes);
        }
    }

    /** Counts a message to a peer. */
    public void countSent(int bytes) {
        numbers.add(MESSAGES_OUT, 1);
        numbers.add(BYTES_OUT, bytes);
        if (session != null) {
            session.sent(bytes);
        }
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
