package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.nats.NatsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests outages of nats-server: servers end and come back, or do not run yet when a node starts. */
@Timeout(300)
class ServerOutageIT {
    @Test
    @Conformance({"P1", "P28"})
    void nodesGoOnAloneWhileTheServerIsAway() throws Exception {
        try (NatsServer nats = NatsServer.start(Nats.binary());
                ThreeNodes nodes = ThreeNodes.start(nats.url())) {
            outage(nats, nodes, Duration.ofSeconds(1));
            if (Scale.IS_FULL) {
                outage(nats, nodes, Duration.ofSeconds(30));
            }
        }
    }

    private static void outage(NatsServer nats, ThreeNodes nodes, Duration outage) throws Exception {
        try (CallLoad within = CallLoad.start(nodes.a, nodes.a);
                CallLoad across = CallLoad.start(nodes.a, nodes.b);
                RawPeer late = nodes.c.join()) {
            within.awaitMore(100);
            across.awaitMore(100);

            nats.kill();
            long killed = System.nanoTime();
            await("each node is alone")
                    .atMost(Scale.SOON)
                    .until(() ->
                            nodes.all().stream().allMatch(node -> node.rows().size() == 1));
            for (ClusterNode node : nodes.all()) {
                assertThat(node.reasons()).anyMatch(reason -> reason.startsWith("the engine is not connected"));
                assertThat(node.readiness()).isEqualTo(503);
            }
            late.register("com.test.meanwhile");
            within.awaitMore(100);
            await("the end of the outage")
                    .atMost(Scale.SOON)
                    .until(() -> System.nanoTime() - killed > outage.toNanos());
            nats.startAgain();

            Duration equal = nodes.awaitEqual();
            assertThat(nodes.a.readiness()).isEqualTo(200);
            across.awaitMore(100);
            try (RawPeer caller = nodes.a.join()) {
                caller.call("com.test.meanwhile");
                late.yield(late.expect(INVOCATION), 1);
                caller.expect(RESULT);
            }
            within.finishWithoutErrors();
            across.finish();
            System.out.printf(
                    "no nats-server for %d s: all is equal %d ms after its return; %s%n",
                    outage.toSeconds(), equal.toMillis(), across);
        }
    }

    @Test
    @Tag("long")
    @Conformance("P28")
    void nodesMoveToAnotherServerOfACluster() {
        List<String> routes = List.of(
                "127.0.0.1:" + FreePorts.next(), "127.0.0.1:" + FreePorts.next(), "127.0.0.1:" + FreePorts.next());
        List<NatsServer> servers = new ArrayList<>();
        try {
            for (String route : routes) {
                servers.add(NatsServer.start(Nats.binary(), Nats.clustered(route, routes)));
            }
            String all = servers.stream()
                    .map(server -> ThreeNodes.quoted(server.url()))
                    .collect(Collectors.joining(", "));
            try (ThreeNodes nodes = new ThreeNodes(node -> all, "", node -> List.of()).awaitStarted();
                    CallLoad within = CallLoad.start(nodes.a, nodes.a);
                    CallLoad across = CallLoad.start(nodes.a, nodes.b)) {
                across.awaitMore(100);
                Duration healed = Duration.ZERO;

                // The test kills each server in turn, because it does not know to which servers the nodes are
                // connected.
                for (NatsServer lost : servers) {
                    lost.kill();
                    long killed = System.nanoTime();
                    across.awaitMore(3 * Scale.CALLS_A_SECOND);
                    nodes.awaitEqual();
                    across.awaitMore(100);
                    healed = Duration.ofNanos(System.nanoTime() - killed);
                    lost.startAgain();
                }
                assertThat(nodes.all())
                        .anySatisfy(node -> assertThat(node.links("lost")).isNotEqualTo(Map.of()));
                across.finish();
                within.finishWithoutErrors();
                System.out.printf(
                        "one of three servers lost: all is well after %d ms, the last time; %s%n",
                        healed.toMillis(), across);
            }
        } finally {
            servers.forEach(NatsServer::close);
        }
    }

    @Test
    void aNodeWithoutAServerStartsAloneOrWaits() throws Exception {
        try (NatsServer nats = NatsServer.start(Nats.binary())) {
            nats.kill();
            try (ThreeNodes waiting = ThreeNodes.of(nats.url(), ", \"on_start\": \"wait\"");
                    ThreeNodes alone = ThreeNodes.of(nats.url(), "")) {
                waiting.a.launch();
                waiting.b.launch();
                alone.c.launch();

                alone.c.awaitListening();
                assertThat(alone.c.process().output().lines())
                        .filteredOn(line -> line.contains("starting alone"))
                        .singleElement()
                        .asString()
                        .contains(nats.url());
                try (CallLoad within = CallLoad.start(alone.c, alone.c)) {
                    within.awaitMore(10);
                    within.finishWithoutErrors();
                }
                assertThat(alone.c.readiness()).isEqualTo(503);
                await("the line of a node that waits")
                        .atMost(Scale.SOON)
                        .until(() -> waiting.a.process().output().text().contains("waiting for the cluster"));
                assertThat(waiting.a.process().output().lines())
                        .filteredOn(line -> line.contains("waiting for the cluster"))
                        .hasSize(1);
                assertThat(waiting.a.process().output().text()).doesNotContain("listening on");

                nats.startAgain();
                waiting.a.awaitListening();
                waiting.b.awaitListening();
                await("the other node has joined").atMost(Scale.SOON).until(() -> alone.c.readiness() == 200);
            }
        }
    }
}
