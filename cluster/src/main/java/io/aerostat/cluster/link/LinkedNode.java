package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.BatchWriter;
import io.aerostat.cluster.frame.NodeIdentity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** This node's links to the other nodes, over an engine. Any thread. */
public final class LinkedNode implements ClusterNode, EngineListener, AutoCloseable {
    private final NodeIdentity identity;
    private final LinkOptions options;
    private final ClusterEngine engine;
    private final LinkCounters counters = new LinkCounters();
    private final Membership membership;
    private final Handshake handshake;
    private final @Nullable RecordListener[] listeners = new RecordListener[RecordKind.values().length];
    private final LaneReceiver[] lanes;
    private @Nullable Runnable timing;

    /**
     * @param identity the identity of this node
     * @param random returns random numbers that cannot be guessed
     */
    public LinkedNode(
            NodeIdentity identity, LinkOptions options, ClusterEngine engine, NodeTimer timer, LongSupplier random) {
        this.identity = identity;
        this.options = options;
        this.engine = engine;
        membership = new Membership(identity, options, engine, timer, random, counters);
        handshake = new Handshake(membership, timer, counters);
        lanes = new LaneReceiver[identity.lanes() + 1];
        for (int lane = 1; lane < lanes.length; lane++) {
            lanes[lane] = new LaneReceiver(lane, membership, options, counters, listeners);
        }
    }

    /** Begins to connect. Called once, after all listeners have been set. */
    public synchronized void start() {
        timing = membership.start();
        engine.start(this);
    }

    /** Leaves the cluster, notifies the other nodes, and closes the engine. */
    @Override
    public synchronized void close() {
        if (timing != null) {
            timing.run();
        }
        membership.close();
        engine.close();
    }

    @Override
    public NodeId id() {
        return identity.node();
    }

    @Override
    public int lanes() {
        return identity.lanes();
    }

    @Override
    public List<Member> members() {
        return membership.links().members();
    }

    @Override
    public boolean isUp(Member member) {
        return membership.links().sending(member) != null;
    }

    @Override
    public int maximumRecord() {
        return options.maximumRecord();
    }

    @Override
    public SendOutcome send(Member to, int lane, RecordKind kind, ByteBuffer head, ByteBuffer rest) {
        if (lane < 1 || lane >= lanes.length) {
            throw new IllegalArgumentException("lane: found " + lane + " (expected 1 to " + (lanes.length - 1) + ")");
        }
        if ((long) head.remaining() + rest.remaining() > options.maximumRecord()) {
            return SendOutcome.TOO_LARGE;
        }
        Link link = membership.links().sending(to);
        if (link == null) {
            return SendOutcome.DOWN;
        }
        if (!link.append(lane, kind, head, rest)) {
            membership.fail(link, DownReason.SLOW);
            return SendOutcome.DOWN;
        }
        return SendOutcome.ACCEPTED;
    }

    @Override
    public void flush() {
        for (Link link : membership.links().all()) {
            link.flush();
        }
    }

    @Override
    public void drop(Member member) {
        Link link = membership.links().sending(member);
        if (link != null) {
            membership.fail(link, DownReason.MALFORMED);
        }
    }

    @Override
    public void hold(Member from, int bytes) {
        Link link = membership.links().sending(from);
        if (link != null) {
            link.hold(bytes);
        }
    }

    @Override
    public void release(Member from, int bytes) {
        Link link = membership.links().sending(from);
        if (link != null) {
            link.hold(-bytes);
            membership.confirmIfDue(link);
        }
    }

    @Override
    public boolean isCongested(Member member) {
        Link link = membership.links().sending(member);
        return link != null && link.isCongested();
    }

    @Override
    public long backlog(Member member) {
        Link link = membership.links().sending(member);
        return link == null ? 0 : link.backlog();
    }

    @Override
    public void addNodeListener(NodeListener listener) {
        membership.addListener(listener);
    }

    /** Adds a listener of this node's membership; must be called before the node is started. */
    public void addMembershipListener(MembershipListener listener) {
        membership.addObserver(listener);
    }

    @Override
    public void setRecordListener(RecordKind kind, RecordListener listener) {
        listeners[kind.ordinal()] = listener;
    }

    /** Returns how far this node has progressed in joining the cluster. */
    public MembershipState state() {
        return membership.state();
    }

    /** Checks whether the engine has failed to connect, or has lost its connection, and has not connected since. */
    public boolean hasFailedToConnect() {
        return membership.hasFailedToConnect();
    }

    /** Returns why the engine has no connection; empty if it has one. */
    public Optional<String> disconnection() {
        return membership.disconnection();
    }

    /** Returns how many messages, records and bytes the links have carried and dropped. */
    public LinkStatistics statistics() {
        return counters.snapshot();
    }

    @Override
    public void connected() {
        if (engine.maximumMessage() < 16 * BatchWriter.OVERHEAD) {
            membership.refused("maximum message of the engine: found " + engine.maximumMessage() + " bytes (expected "
                    + 16 * BatchWriter.OVERHEAD + " or more)");
            return;
        }
        membership.connected();
    }

    @Override
    public void disconnected(String reason) {
        membership.disconnected(reason);
    }

    @Override
    public void refused(String reason) {
        membership.refused(reason);
    }

    @Override
    public void writable() {
        for (Link link : membership.links().all()) {
            link.flushAll();
        }
    }

    @Override
    public void received(int lane, byte[] message) {
        if (lane == ClusterEngine.CONTROL_LANE) {
            handshake.received(message);
        } else if (lane >= 1 && lane < lanes.length) {
            lanes[lane].received(message);
        } else {
            counters.stale();
        }
    }
}
