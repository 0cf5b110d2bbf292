package io.aerostat.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.memory.InMemoryCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that links and rows keep their promises whatever happens to the nodes and the network (P26, P27, P28). */
class ClusterModelTest {
    /** The number of schedules; {@code -Dcluster.seeds=20000} runs more of them. */
    private static final int SEEDS = Integer.getInteger("cluster.seeds", 400);

    private static final int FIRST = Integer.getInteger("cluster.seed", 1);
    private static final int STEPS = 120;
    private static final List<NodeId> IDS = List.of(new NodeId("a"), new NodeId("b"), new NodeId("c"));

    @Test
    void tablesAreEqualAfterAnySequenceOfEvents() {
        int records = 0;
        Set<DownReason> reasons = EnumSet.noneOf(DownReason.class);
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                records += new Run(seed, reasons).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(records).as("records that arrived").isGreaterThan(SEEDS * 20);
        assertThat(reasons)
                .as("what happened")
                .contains(
                        DownReason.SILENT,
                        DownReason.RESTARTED,
                        DownReason.GAP,
                        DownReason.DISCONNECTED,
                        DownReason.STALLED)
                .doesNotContain(DownReason.MALFORMED);
    }

    /** One run of the schedule that a seed determines. */
    private static final class Run {
        private final Random random;
        private final InMemoryCluster world;
        private final List<ModelNode> nodes = new ArrayList<>();
        private final Set<NodeId> halted = new HashSet<>();
        private final Set<NodeId> disconnected = new HashSet<>();
        private final Set<DownReason> reasons;
        private int processes;
        private int records;

        Run(long seed, Set<DownReason> reasons) {
            this.reasons = reasons;
            random = new Random(seed);
            world = new InMemoryCluster(seed);
            world.setMaximumMessage(random.nextBoolean() ? 2_000 : 60_000);
            world.setRefusal(random.nextInt(3) == 0 ? 0.3 : 0);
            IDS.forEach(id -> nodes.add(started(id)));
            world.advance(Duration.ofSeconds(2));
        }

        private ModelNode started(NodeId id) {
            return new ModelNode(world, id, IDS.size(), ++processes, world.start(id), random);
        }

        int run() {
            for (int step = 0; step < STEPS; step++) {
                step(nodes.get(random.nextInt(nodes.size())));
                world.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(1_500) : random.nextInt(20)));
            }
            heal();
            nodes.forEach(this::ended);
            return records;
        }

        private void ended(ModelNode node) {
            records += node.records();
            reasons.addAll(node.cluster().statistics().linksLost().keySet());
        }

        private void step(ModelNode node) {
            boolean runs = !halted.contains(node.id());
            switch (random.nextInt(40)) {
                case 0 -> world.cut(node.id(), another(node));
                case 1, 2, 3 -> world.heal();
                case 4 -> {
                    if (halted.add(node.id())) {
                        world.halt(node.id());
                    }
                }
                case 5, 6, 7 -> List.copyOf(nodes).forEach(this::resume);
                case 8 -> {
                    if (disconnected.add(node.id())) {
                        world.disconnect(node.id());
                    }
                }
                case 9, 10, 11 -> List.copyOf(nodes).forEach(this::connect);
                case 12 -> world.setLoss(0.02);
                case 13, 14, 15 -> world.setLoss(0);
                case 16 -> restart(node);
                case 17 -> world.setDelays(Duration.ofMillis(1), Duration.ofMillis(2 + random.nextInt(300)));
                case 18, 19, 20, 21, 22, 23, 24, 25 -> {
                    if (runs) {
                        node.sendAll(1 + random.nextInt(ModelNode.LANES), size());
                    }
                }
                case 26, 27, 28 -> {
                    if (runs) {
                        node.own().keySet().stream().findFirst().ifPresent(node::remove);
                    }
                }
                default -> {
                    if (runs) {
                        node.put("row" + random.nextInt(12), "v" + random.nextInt(1_000), nodes);
                    }
                }
            }
        }

        private int size() {
            return random.nextInt(8) == 0 ? random.nextInt(100_000) : random.nextInt(200);
        }

        private NodeId another(ModelNode node) {
            NodeId other = IDS.get(random.nextInt(IDS.size()));
            return other.equals(node.id()) ? another(node) : other;
        }

        private void resume(ModelNode node) {
            if (halted.remove(node.id())) {
                world.resume(node.id());
            }
        }

        private void connect(ModelNode node) {
            if (disconnected.remove(node.id())) {
                world.connect(node.id());
            }
        }

        private void restart(ModelNode node) {
            halted.remove(node.id());
            disconnected.remove(node.id());
            ended(node);
            nodes.remove(node);
            nodes.add(started(node.id()));
        }

        private void heal() {
            world.setLoss(0);
            world.setDelays(Duration.ofNanos(50_000), Duration.ofMillis(2));
            world.heal();
            List.copyOf(nodes).forEach(this::resume);
            List.copyOf(nodes).forEach(this::connect);
            world.advance(Duration.ofSeconds(5));
            for (ModelNode owner : nodes) {
                assertThat(owner.refusals()).isEmpty();
                assertThat(owner.cluster().health().reasons())
                        .as("health of %s", owner.id())
                        .isEmpty();
                assertThat(owner.cluster().health().live()).hasSize(IDS.size());
                for (ModelNode other : nodes) {
                    if (other != owner) {
                        Map<String, String> there = other.rowsOf(owner);
                        assertThat(there)
                                .as("rows of %s at %s", owner.id(), other.id())
                                .isEqualTo(owner.own());
                        assertThat(other.cluster().rows().digest(other.memberOf(owner)))
                                .isEqualTo(owner.cluster().rows().ownDigest());
                    }
                }
            }
        }
    }
}
