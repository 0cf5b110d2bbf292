package io.aerostat.acceptance.conformance;

import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.ClusterEngine;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.cluster.nats.NatsEngine;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.cluster.realm.RealmNetwork;
import io.aerostat.protocol.local.LocalConnector;
import io.aerostat.router.Router;
import io.aerostat.router.RouterBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two embedded routers that serve the same realms as two nodes of a cluster. Peers join the two nodes in turn. */
final class TwoNodes implements AutoCloseable {
    private static final String CLUSTER = "conformance";

    private record Node(Cluster cluster, ThreadTimer timer, Router router) {}

    private final List<Node> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param builder returns a builder with the realms under test
     * @param engines returns the engine of a node
     */
    TwoNodes(Supplier<RouterBuilder> builder, Function<NodeId, ClusterEngine> engines) {
        nodes = Stream.of("a", "b")
                .map(name -> start(new NodeId(name), builder.get(), engines))
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> nodes.stream()
                        .allMatch(node -> node.cluster.node().members().size() == nodes.size() - 1
                                && node.cluster.node().members().stream().allMatch(node.cluster.rows()::isComplete)));
    }

    /** Returns two nodes whose engine is in memory. */
    static TwoNodes inMemory(Supplier<RouterBuilder> builder) {
        Map<NodeId, ThreadedEngine> engines = new ConcurrentHashMap<>();
        return new TwoNodes(builder, id -> new ThreadedEngine(id, engines));
    }

    /** Returns two nodes that use a nats-server. */
    static TwoNodes overNats(Supplier<RouterBuilder> builder, String server) {
        return new TwoNodes(
                builder, id -> new NatsEngine(NatsOptions.of(server), CLUSTER, id, ClusterOptions.DEFAULT_LANES));
    }

    private static Node start(NodeId id, RouterBuilder builder, Function<NodeId, ClusterEngine> engines) {
        ThreadTimer timer = new ThreadTimer("cluster-" + id);
        SecureRandom random = new SecureRandom();
        Cluster cluster = new Cluster(ClusterOptions.of(CLUSTER, id, 2), engines.apply(id), timer, random::nextLong);
        Router router = builder.cluster(new RealmNetwork(cluster.node(), cluster.rows()))
                .start();
        cluster.start();
        return new Node(cluster, timer, router);
    }

    /** Returns a connector to one node; the next call returns a connector to the other node. */
    LocalConnector next(@Nullable String authid, String authrole) {
        Node node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        return node.router.local(authid, authrole);
    }

    @Override
    public void close() throws Exception {
        for (Node node : nodes) {
            node.router.close(Duration.ofSeconds(10)).get(20, TimeUnit.SECONDS);
            node.cluster.close();
            node.timer.close();
        }
    }
}
