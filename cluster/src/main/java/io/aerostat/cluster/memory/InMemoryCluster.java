package io.aerostat.cluster.memory;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.NodeTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in memory whose time advances only when the test calls {@link #advance}. Confined to one thread: all events
 * run in {@link #advance}, one after another, in an order that the seed determines. Messages between two nodes on one
 * lane keep their order.
 */
public final class InMemoryCluster {
    /** An action that a node will carry out at a given time. */
    private record Event(long at, long order, MemoryNode node, int lane, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** The path from one node to another on one lane. */
    private record Way(MemoryNode from, NodeId to, int lane) {}

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<NodeId, MemoryNode> nodes = new HashMap<>();
    private final Map<Way, Long> lastArrival = new HashMap<>();
    private final Set<Set<NodeId>> cuts = new HashSet<>();
    private long now = 1_000_000_000L;
    private long order;
    private Duration shortest = Duration.ofNanos(50_000);
    private Duration longest = Duration.ofNanos(500_000);
    private double loss;
    private double refusal;
    private int maximumMessage = 64 * 1024;

    /** @param seed determines delays, losses and order; the same seed repeats all of them */
    public InMemoryCluster(long seed) {
        random = new Random(seed);
    }

    /** Sets the range of times that a message takes to arrive. */
    public void setDelays(Duration from, Duration to) {
        shortest = from;
        longest = to;
    }

    /** Sets the share of messages that are lost, from 0 to 1. */
    public void setLoss(double share) {
        loss = share;
    }

    /** Sets the share of calls of {@code send} and {@code broadcast} that an engine refuses, from 0 to 1. */
    public void setRefusal(double share) {
        refusal = share;
    }

    /** Sets the largest message of the engines that start after this call. */
    public void setMaximumMessage(int bytes) {
        maximumMessage = bytes;
    }

    /**
     * Starts a node, after killing an earlier process of the same name.
     *
     * @return the node's engine, which connects as soon as it is started
     */
    public ClusterEngine start(NodeId id) {
        kill(id);
        return add(id);
    }

    /** Starts a second process with the name of a running one. */
    public ClusterEngine startTwin(NodeId id) {
        return add(id);
    }

    private MemoryNode add(NodeId id) {
        MemoryNode node = new MemoryNode(this, id, maximumMessage);
        MemoryNode twin = nodes.put(id, node);
        node.setTwin(twin);
        return node;
    }

    /** Returns the timer of an engine's node. */
    public NodeTimer timer(ClusterEngine engine) {
        return ((MemoryNode) engine).timer();
    }

    /** Ends a process without notifying the other nodes. */
    public void kill(NodeId id) {
        MemoryNode node = nodes.remove(id);
        if (node != null) {
            node.kill();
        }
    }

    /** Halts a process: its messages and tasks wait until {@link #resume}. The clock of the process keeps running. */
    public void halt(NodeId id) {
        known(id).setHalted(true);
    }

    /**
     * Resumes a halted process, which now handles the messages and tasks that have waited. The seed determines the
     * order in which lanes and tasks take turns.
     */
    public void resume(NodeId id) {
        known(id).setHalted(false);
        known(id).resumeIn(random);
    }

    /** Drops all messages between two nodes, including those that are already on their way. */
    public void cut(NodeId one, NodeId other) {
        cuts.add(Set.of(one, other));
    }

    /** Ends all cuts. */
    public void heal() {
        cuts.clear();
    }

    /** Breaks the connection of a node's engine. */
    public void disconnect(NodeId id) {
        known(id).setConnected(false);
    }

    /** Connects a node's engine again. */
    public void connect(NodeId id) {
        known(id).setConnected(true);
    }

    /** Advances the time, and runs all events that are due. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        Event next = events.peek();
        while (next != null && next.at <= end) {
            events.remove();
            now = Math.max(now, next.at);
            next.node.happen(next.lane, next.action);
            next = events.peek();
        }
        now = end;
    }

    long now() {
        return now;
    }

    /** Schedules an action of a node; lane -1 is the node's timer. */
    void at(long time, MemoryNode node, int lane, Runnable action) {
        events.add(new Event(time, order++, node, lane, action));
    }

    /** Checks whether the engine refuses a message this time. */
    boolean refuses() {
        return refusal > 0 && random.nextDouble() < refusal;
    }

    long someDelay() {
        return shortest.toNanos() + (long) (random.nextDouble() * (longest.toNanos() - shortest.toNanos()));
    }

    /**
     * Carries a message to every process except the sender.
     *
     * @param to the node id of the processes that receive the message (several if twins run); null for every id
     */
    void carry(MemoryNode from, @Nullable NodeId to, int lane, byte[] message) {
        for (MemoryNode node : Set.copyOf(nodes.values()).stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList()) {
            for (MemoryNode process = node; process != null; process = process.twin()) {
                if (process != from && (to == null || process.id().equals(to))) {
                    carryTo(from, process, lane, message);
                }
            }
        }
    }

    private void carryTo(MemoryNode from, MemoryNode to, int lane, byte[] message) {
        if (loss > 0 && random.nextDouble() < loss) {
            return;
        }
        Way way = new Way(from, to.id(), lane);
        long arrival = Math.max(now + someDelay(), lastArrival.getOrDefault(way, 0L));
        lastArrival.put(way, arrival);
        at(arrival, to, lane, () -> {
            if (from.id().equals(to.id()) || !cuts.contains(Set.of(from.id(), to.id()))) {
                to.arrive(lane, message);
            }
        });
    }

    private MemoryNode known(NodeId id) {
        MemoryNode node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("node: found " + id + " (expected one of " + nodes.keySet() + ")");
        }
        return node;
    }
}
