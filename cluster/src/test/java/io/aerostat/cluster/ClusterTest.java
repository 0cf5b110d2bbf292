package io.aerostat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.EngineListener;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.conformance.Conformance;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the end of a node's part in a cluster, on an engine with a separate thread for each lane. */
class ClusterTest {
    private static final LinkOptions OPTIONS = new LinkOptions(Duration.ofMillis(50), 100, 1 << 20, 64 << 10);

    private final Map<NodeId, Engine> engines = new ConcurrentHashMap<>();
    private final ThreadTimer timer = new ThreadTimer("test");
    private final AtomicLong random = new AtomicLong();
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final Cluster leaving = cluster("leaving");
    private final Cluster staying = cluster("staying");

    /** The engine of one node. Messages on the lane of heartbeats can overtake those on the lane of the realms. */
    private final class Engine implements ClusterEngine {
        private final NodeId id;
        private final List<ExecutorService> lanes = List.of(thread(), thread());
        private @Nullable EngineListener listener;

        Engine(NodeId id) {
            this.id = id;
        }

        private ExecutorService thread() {
            return Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "lane");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public void start(EngineListener receiver) {
            listener = receiver;
            engines.put(id, this);
            lanes.get(CONTROL_LANE).execute(receiver::connected);
        }

        @Override
        public boolean send(NodeId node, int lane, byte[] message) {
            Engine to = engines.get(node);
            if (to != null && to.listener != null) {
                to.lanes.get(lane).execute(() -> to.listener.received(lane, message));
            }
            return true;
        }

        @Override
        public boolean broadcast(int lane, byte[] message) {
            engines.keySet().stream().filter(node -> !node.equals(id)).forEach(node -> send(node, lane, message));
            return true;
        }

        @Override
        public int maximumMessage() {
            return 1 << 20;
        }

        @Override
        public void close() {
            engines.remove(id);
        }
    }

    private Cluster cluster(String name) {
        NodeId id = new NodeId(name);
        return new Cluster(
                new ClusterOptions("test", id, 2, 1, OPTIONS, Duration.ofSeconds(1)),
                new Engine(id),
                timer,
                random::incrementAndGet);
    }

    @AfterEach
    void close() {
        staying.close();
        timer.close();
    }

    @Test
    @Conformance("P27")
    void theOtherNodesGetEverythingBeforeANodeLeaves() {
        staying.node().setRecordListener(RecordKind.REALM, (from, lane, record) -> happened.add("record"));
        staying.node().addNodeListener(new NodeListener() {
            @Override
            public void nodeUp(Member member) {
                happened.add("up");
            }

            @Override
            public void nodeDown(Member member, DownReason reason) {
                happened.add("down " + reason);
            }
        });
        leaving.start();
        staying.start();
        await().until(() -> happened.contains("up") && leaving.node().members().size() == 1);
        CompletableFuture<Void> release = new CompletableFuture<>();
        engines.get(new NodeId("staying")).lanes.get(1).execute(release::join);

        Member to = leaving.node().members().get(0);
        leaving.node().send(to, 1, RecordKind.REALM, ByteBuffer.wrap(new byte[] {1}));
        Thread closing = new Thread(leaving::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
        release.complete(null);

        await().until(() -> happened.size() == 3);
        assertThat(happened).containsExactly("up", "record", "down LEFT");
    }
}
