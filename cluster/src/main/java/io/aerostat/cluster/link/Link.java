package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.BatchWriter;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One link to another node. A link is first opening, then up, and then permanently down. {@link Membership} changes the
 * state under its own lock; any thread may read it.
 */
final class Link {
    /** Rows may use this multiple of the budget, because a node sends all its rows at once when a link comes up. */
    private static final int ROW_BUDGETS = 4;

    /** The states of a link. */
    enum State {
        /** The nodes exchange their keys. */
        OPENING,
        /** Records can be sent, but not all listeners have been called yet. */
        SENDING,
        UP,
        /** The link is broken, but the listeners have not been called yet. */
        BROKEN,
        DOWN
    }

    private final Member member;
    private final long key;
    private final long budget;
    private final OutboundLane[] outbound;
    private final InboundLane[] inbound;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private volatile long remoteKey;
    private volatile long heardAt;
    private volatile boolean flushDue;
    private volatile long told;

    Link(Member member, long key, int lanes, long budget, ClusterEngine engine, LinkCounters counters) {
        this.member = member;
        this.key = key;
        this.budget = budget;
        this.outbound = new OutboundLane[lanes + 1];
        this.inbound = new InboundLane[lanes + 1];
        for (int lane = 1; lane <= lanes; lane++) {
            outbound[lane] = new OutboundLane(this, lane, engine, counters);
            inbound[lane] = new InboundLane();
        }
    }

    Member member() {
        return member;
    }

    NodeId node() {
        return member.node();
    }

    long key() {
        return key;
    }

    /** Returns the other node's key, or {@link io.aerostat.cluster.frame.ControlFrame#NO_KEY} if it is not known. */
    long remoteKey() {
        return remoteKey;
    }

    void setRemoteKey(long remoteKey) {
        this.remoteKey = remoteKey;
    }

    State state() {
        return Objects.requireNonNull(state.get());
    }

    /** Moves from one state to another. Does nothing and returns false if the link is not in the state {@code from}. */
    boolean move(State from, State to) {
        return state.compareAndSet(from, to);
    }

    /** Ends the link permanently, and returns its previous state. */
    State end() {
        return state.getAndSet(State.DOWN);
    }

    boolean sends() {
        State now = state.get();
        return now == State.UP || now == State.SENDING;
    }

    long heardAt() {
        return heardAt;
    }

    void setHeardAt(long nanos) {
        heardAt = nanos;
    }

    InboundLane inbound(int lane) {
        return inbound[lane];
    }

    /**
     * Appends a record to the batch of its lane. Returns false, without appending the record, if the budget is
     * exceeded.
     */
    boolean append(int lane, RecordKind kind, ByteBuffer head, ByteBuffer rest) {
        int size = head.remaining() + rest.remaining() + BatchWriter.RECORD_OVERHEAD;
        long waiting = appended.addAndGet(size) - confirmed.get();
        if (waiting > (kind == RecordKind.ROW ? ROW_BUDGETS * budget : budget)) {
            return false;
        }
        outbound[lane].append(kind.type(), head, rest);
        flushDue = true;
        return true;
    }

    void flush() {
        if (flushDue) {
            flushDue = false;
            flushAll();
        }
    }

    /** Passes to the engine all messages that the engine has not accepted yet. */
    void flushAll() {
        for (int lane = 1; lane < outbound.length; lane++) {
            outbound[lane].flush();
        }
    }

    /**
     * Tells the other node, on each lane, how many messages have been sent. Does nothing once the other node has
     * confirmed all messages.
     */
    void mark() {
        for (int lane = 1; lane < outbound.length; lane++) {
            outbound[lane].mark();
        }
    }

    /** Returns the number of bytes that wait or are not confirmed yet. */
    long backlog() {
        return appended.get() - confirmed.get();
    }

    /** Records how many bytes the other node has received. */
    void confirm(long received) {
        if (received <= appended.get()) {
            confirmed.accumulateAndGet(received, Math::max);
        }
    }

    /** Adds to the number of received bytes that must stay unconfirmed for now. A negative argument subtracts. */
    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    /** Checks whether publishers should pause, because more than a quarter of the budget is used up. */
    boolean isCongested() {
        return backlog() > budget / 4;
    }

    /** Returns the number of bytes received over this link, except those that are still held. */
    long received() {
        long sum = -held.get(); // read first, because bytes are held before they are counted as received
        for (int lane = 1; lane < inbound.length; lane++) {
            sum += inbound[lane].received();
        }
        return sum;
    }

    /**
     * Checks whether to confirm at once instead of with the next heartbeat, because many bytes have not been confirmed.
     */
    boolean isConfirmationDue() {
        return received() - told > budget / 16;
    }

    void setTold(long received) {
        told = received;
    }

    /** Discards waiting messages, and returns when no record of this link is being delivered any more. */
    void close() {
        for (int lane = 1; lane < outbound.length; lane++) {
            outbound[lane].close();
            synchronized (inbound[lane]) {
                inbound[lane].joined();
            }
        }
    }
}
