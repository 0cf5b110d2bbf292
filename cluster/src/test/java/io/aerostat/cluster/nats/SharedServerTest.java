package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests clusters with different names on one real nats-server. */
class SharedServerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static NatsServer server() {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        return NatsServer.start(binary);
    }

    private static NatsNode node(NatsServer server, String cluster, String name) {
        return new NatsNode(name, NatsOptions.of(server.url()), ClusterOptions.of(cluster, new NodeId(name), 2));
    }

    @Test
    void twoClustersWithNodesOfTheSameNamesDoNotTouchOneAnother() {
        try (NatsServer server = server();
                NatsNode balloonOne = node(server, "balloon", "one");
                NatsNode kiteOne = node(server, "kite", "one");
                NatsNode balloonTwo = node(server, "balloon", "two");
                NatsNode kiteTwo = node(server, "kite", "two")) {
            List<NatsNode> all = List.of(balloonOne, balloonTwo, kiteOne, kiteTwo);
            await().atMost(SOON).until(() -> all.stream().allMatch(NatsNode::isReady));

            balloonOne.put("row", "of the balloon");
            kiteOne.put("row", "of the kite");
            ByteBuffer first = ByteBuffer.allocate(Long.BYTES).putLong(0, 1);
            balloonOne.cluster.node().send(balloonOne.only(), 1, RecordKind.REALM, first);
            balloonOne.cluster.node().flush();

            await().atMost(SOON).until(() -> balloonTwo.records.get() == 1);
            await().atMost(SOON).until(() -> "of the balloon".equals(balloonTwo.rows.get("one/row")));
            await().atMost(SOON).until(() -> "of the kite".equals(kiteTwo.rows.get("one/row")));
            assertThat(kiteOne.records).hasValue(0);
            assertThat(kiteTwo.records).hasValue(0);
            assertThat(all).allSatisfy(node -> {
                assertThat(node.refusals).isEmpty();
                assertThat(node.cluster.node().members()).hasSize(1);
                assertThat(node.cluster.statistics().staleMessages()).isZero();
                assertThat(node.cluster.statistics().malformedMessages()).isZero();
            });
        }
    }

    @Test
    void theReasonOfANodeThatIsAloneNamesItsCluster() {
        try (NatsServer server = server();
                NatsNode node = node(server, "baloon", "one");
                NatsNode other = node(server, "balloon", "two")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(node.cluster.health().reasons())
                            .containsExactly("found 1 of 2 nodes of cluster \"baloon\" (expected 2 or more)"));
            assertThat(other.refusals).isEmpty();
        }
    }
}
