package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.tally.SessionMeter;
import io.aerostat.router.tally.TrafficTally;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages of a session, and traces them while an operator asks for them. Confined to the session's loop.
 */
public final class SessionTraffic {
    private final TrafficTally connection;
    private long received;
    private long sent;
    /** The trace of the session; null if the session is not traced. */
    private @Nullable SessionTrace trace;
    /** Null unless the session's messages are measured. */
    private @Nullable SessionMeter meter;

    /**
     * Creates the counts of a session.
     *
     * @param connection the tally of the connection that carries the session
     */
    SessionTraffic(TrafficTally connection) {
        this.connection = connection;
    }

    void received(WampMessage message) {
        received++;
        if (trace != null) {
            trace.received(message);
        }
    }

    void received(OversizedMessage message) {
        if (trace != null) {
            trace.received(message);
        }
    }

    void sent(Sent outcome, WampMessage message) {
        if (outcome == Sent.OK) {
            sent++;
        }
        if (trace != null) {
            trace.sent(outcome, message);
        }
    }

    void ended(String why) {
        if (trace != null) {
            trace.ended(why);
            trace = null;
        }
    }

    /** Begins to measure the messages of the session. */
    public void measure(SessionMeter begun) {
        meter = begun;
        connection.meter(begun);
    }

    /** Stops measuring the messages of the session, and returns the meter; null if they were not measured. */
    public @Nullable SessionMeter endMeasure() {
        SessionMeter ended = meter;
        if (ended != null) {
            meter = null;
            connection.meter(null);
        }
        return ended;
    }

    /** Begins to record the messages in a trace, which replaces an earlier one. */
    public void trace(SessionTrace begun) {
        trace = begun;
    }

    /** Stops recording the messages in a trace, unless another trace has replaced it. */
    public void endTrace(SessionTrace ended) {
        if (trace == ended) {
            trace = null;
        }
    }

    /** Returns the number of messages from the client. */
    public long received() {
        return received;
    }

    /** Returns the number of messages to the client. */
    public long sent() {
        return sent;
    }
}
