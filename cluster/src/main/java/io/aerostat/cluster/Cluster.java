package io.aerostat.cluster;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.NodeIdentity;
import io.aerostat.cluster.frame.ProtocolVersion;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.LinkStatistics;
import io.aerostat.cluster.link.LinkedNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.MembershipListener;
import io.aerostat.cluster.link.MembershipState;
import io.aerostat.cluster.link.NodeTimer;
import io.aerostat.cluster.row.ReplicatedRows;
import io.aerostat.cluster.row.RowExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's part in a cluster: its links, the rows of all nodes, and its health. Any thread.
 *
 * <p>The owner of this object first sets the listeners of nodes, records and rows, and then calls {@link #start()}
 * once.
 */
public final class Cluster implements AutoCloseable {
    private static final int RANDOM_BITS = 16;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
    private static final long FAREWELL_CHECK_MILLIS = 10;

    private final ClusterOptions options;
    private final LinkedNode node;
    private final RowExchange rows;
    private @Nullable Runnable deadlines;

    /**
     * @param engine carries the messages; closed together with the cluster
     * @param random returns random numbers that cannot be guessed, such as those of a {@code SecureRandom}
     */
    public Cluster(ClusterOptions options, ClusterEngine engine, NodeTimer timer, LongSupplier random) {
        this.options = options;
        long boot = timer.wallMillis() << RANDOM_BITS | random.getAsLong() & (1L << RANDOM_BITS) - 1;
        NodeIdentity identity =
                new NodeIdentity(options.name(), options.node(), boot, ProtocolVersion.CURRENT, options.lanes());
        node = new LinkedNode(identity, options.links(), engine, timer, random);
        rows = new RowExchange(node, timer, options.rowDeadline());
    }

    /** Adds a listener of this node's membership; must be called before the node is started. */
    public void addMembershipListener(MembershipListener listener) {
        node.addMembershipListener(listener);
    }

    /** Begins to connect. Called once. */
    public synchronized void start() {
        deadlines = rows.start();
        node.start();
    }

    /**
     * Leaves the cluster, and notifies the other nodes. First waits at most one second for the other nodes to confirm
     * everything that this node has sent. Otherwise, the notice could overtake the last messages.
     */
    @Override
    public synchronized void close() {
        awaitConfirmations();
        if (deadlines != null) {
            deadlines.run();
        }
        node.close();
    }

    private void awaitConfirmations() {
        node.flush();
        long start = System.nanoTime();
        while (node.members().stream().anyMatch(member -> node.backlog(member) > 0)
                && System.nanoTime() - start < LONGEST_FAREWELL.toNanos()) {
            try {
                Thread.sleep(FAREWELL_CHECK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Returns the options with which the cluster was created. */
    public ClusterOptions options() {
        return options;
    }

    /** Returns this node's links to the other nodes. */
    public ClusterNode node() {
        return node;
    }

    /** Returns the rows of all nodes. */
    public ReplicatedRows rows() {
        return rows;
    }

    /** Returns how far this node has progressed in joining the cluster. */
    public MembershipState state() {
        return node.state();
    }

    /** Checks whether the engine has failed to connect, or has lost its connection, and has not connected since. */
    public boolean hasFailedToConnect() {
        return node.hasFailedToConnect();
    }

    /** Returns how many messages, records and bytes the links have carried and dropped. */
    public LinkStatistics statistics() {
        return node.statistics();
    }

    /** Returns whether this node may serve new clients as a part of its cluster, and if not, why. */
    public ClusterHealth health() {
        List<String> reasons = new ArrayList<>();
        SortedSet<NodeId> live = new TreeSet<>();
        live.add(options.node());
        for (Member member : node.members()) {
            live.add(member.node());
            if (!rows.isComplete(member)) {
                reasons.add("the rows of node " + member.node() + " have not arrived yet");
            }
        }
        switch (node.state()) {
            case CONNECTING -> {}
            case JOINING -> reasons.add("the node waits for other nodes to accept it");
            case JOINED -> {
                if (live.size() < options.majority()) {
                    // The text contains the name of the cluster, because a node with a wrong name does not find the
                    // other nodes.
                    reasons.add("found " + live.size() + " of " + options.members() + " nodes of cluster \""
                            + options.name() + "\" (expected " + options.majority() + " or more)");
                }
            }
            case REFUSED -> reasons.add("the node was refused");
            case CLOSED -> reasons.add("the node has left the cluster");
        }
        node.disconnection().ifPresent(reason -> reasons.add("the engine is not connected: " + reason));
        return new ClusterHealth(live, options.members(), reasons);
    }
}
