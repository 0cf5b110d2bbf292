package io.aerostat.acceptance.conformance;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine between nodes in one JVM. The receiving node has a thread for each lane. */
final class ThreadedEngine implements ClusterEngine {
    private static final int MAXIMUM_MESSAGE = 1 << 20;

    private final NodeId id;
    private final Map<NodeId, ThreadedEngine> nodes;
    private final Map<Integer, ExecutorService> lanes = new ConcurrentHashMap<>();
    private volatile @Nullable EngineListener listener;

    /** @param nodes the engines of all nodes; this engine adds itself when it starts */
    ThreadedEngine(NodeId id, Map<NodeId, ThreadedEngine> nodes) {
        this.id = id;
        this.nodes = nodes;
    }

    @Override
    public void start(EngineListener receiver) {
        listener = receiver;
        nodes.put(id, this);
        run(CONTROL_LANE, EngineListener::connected);
    }

    private void run(int lane, Consumer<EngineListener> task) {
        ExecutorService thread = lanes.computeIfAbsent(
                lane,
                none -> Executors.newSingleThreadExecutor(work -> {
                    Thread one = new Thread(work, "engine-" + id + "-" + lane);
                    one.setDaemon(true);
                    return one;
                }));
        EngineListener receiver = listener;
        if (receiver == null) {
            return;
        }
        try {
            thread.execute(() -> task.accept(receiver));
        } catch (RejectedExecutionException e) {
            // This node has ended, so messages to it are lost.
            return;
        }
    }

    @Override
    public boolean send(NodeId node, int lane, byte[] message) {
        ThreadedEngine receiver = nodes.get(node);
        if (receiver != null) {
            receiver.run(lane, to -> to.received(lane, message));
        }
        return true;
    }

    @Override
    public boolean broadcast(int lane, byte[] message) {
        nodes.keySet().stream().filter(node -> !node.equals(id)).forEach(node -> send(node, lane, message));
        return true;
    }

    @Override
    public int maximumMessage() {
        return MAXIMUM_MESSAGE;
    }

    @Override
    public void close() {
        nodes.remove(id, this);
        lanes.values().forEach(ExecutorService::shutdown);
    }
}
