package io.aerostat.cluster.memory;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.NodeTimer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One process of an {@link InMemoryCluster}: its engine, and its timer. Confined to the cluster's thread. */
final class MemoryNode implements ClusterEngine, NodeTimer {
    private static final int TIMER_LANE = -1;

    private final InMemoryCluster cluster;
    private final NodeId id;
    private final int maximumMessage;
    private final Map<Integer, Queue<Runnable>> held = new TreeMap<>();
    private @Nullable MemoryNode twin;
    private @Nullable EngineListener listener;
    private boolean connected;
    private boolean halted;
    private boolean dead;
    private boolean writableDue;

    MemoryNode(InMemoryCluster cluster, NodeId id, int maximumMessage) {
        this.cluster = cluster;
        this.id = id;
        this.maximumMessage = maximumMessage;
    }

    NodeId id() {
        return id;
    }

    NodeTimer timer() {
        return this;
    }

    @Nullable
    MemoryNode twin() {
        return twin;
    }

    void setTwin(@Nullable MemoryNode twin) {
        this.twin = twin;
    }

    void kill() {
        dead = true;
        held.clear();
    }

    void setHalted(boolean halted) {
        this.halted = halted;
    }

    /** Runs an action, or keeps it while this process is halted. */
    void happen(int lane, Runnable action) {
        if (dead) {
            return;
        }
        if (halted) {
            held.computeIfAbsent(lane, absent -> new ArrayDeque<>()).add(action);
        } else {
            action.run();
        }
    }

    /** Runs the actions that have waited. The actions of each lane keep their order. */
    void resumeIn(Random random) {
        List<Integer> lanes = new ArrayList<>(held.keySet());
        while (!lanes.isEmpty() && !dead) {
            Integer lane = lanes.get(random.nextInt(lanes.size()));
            Queue<Runnable> waiting = held.getOrDefault(lane, new ArrayDeque<>());
            Runnable next = waiting.poll();
            if (next == null) {
                lanes.remove(lane);
            } else {
                next.run();
            }
        }
        held.clear();
    }

    void setConnected(boolean connects) {
        if (connected == connects || dead) {
            return;
        }
        connected = connects;
        cluster.at(cluster.now(), this, TIMER_LANE, () -> {
            EngineListener told = listener;
            if (told != null && connects) {
                told.connected();
            } else if (told != null) {
                told.disconnected("the connection was cut");
            }
        });
    }

    void arrive(int lane, byte[] message) {
        EngineListener told = listener;
        if (connected && told != null) {
            told.received(lane, message);
        }
    }

    @Override
    public void start(EngineListener told) {
        listener = told;
        setConnected(true);
    }

    @Override
    public boolean send(NodeId node, int lane, byte[] message) {
        return carry(node, lane, message);
    }

    @Override
    public boolean broadcast(int lane, byte[] message) {
        return carry(null, lane, message);
    }

    private boolean carry(@Nullable NodeId to, int lane, byte[] message) {
        if (message.length > maximumMessage) {
            throw new IllegalArgumentException(
                    "message: found " + message.length + " bytes (expected " + maximumMessage + " at most)");
        }
        if (!connected || dead) {
            return false;
        }
        if (lane != CONTROL_LANE && cluster.refuses()) {
            tellWritable();
            return false;
        }
        cluster.carry(this, to, lane, message);
        return true;
    }

    private void tellWritable() {
        if (!writableDue) {
            writableDue = true;
            cluster.at(cluster.now() + cluster.someDelay(), this, TIMER_LANE, () -> {
                writableDue = false;
                EngineListener told = listener;
                if (told != null) {
                    told.writable();
                }
            });
        }
    }

    @Override
    public int maximumMessage() {
        return maximumMessage;
    }

    @Override
    public void close() {
        connected = false;
        dead = true;
    }

    @Override
    public long nanoTime() {
        return cluster.now();
    }

    @Override
    public long wallMillis() {
        return cluster.now() / 1_000_000;
    }

    @Override
    public void execute(Runnable task) {
        cluster.at(cluster.now(), this, TIMER_LANE, task);
    }

    @Override
    public Runnable every(Duration interval, Runnable task) {
        boolean[] ended = {false};
        again(interval.toNanos(), task, ended);
        return () -> ended[0] = true;
    }

    private void again(long nanos, Runnable task, boolean[] ended) {
        cluster.at(cluster.now() + nanos, this, TIMER_LANE, () -> {
            if (!ended[0]) {
                task.run();
                again(nanos, task, ended);
            }
        });
    }
}
