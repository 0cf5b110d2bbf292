package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.nats.NatsServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests cuts of the network between nodes. Clients use Unix domain sockets, so they reach their nodes during a cut. */
@Timeout(300)
class CutNetworkIT {
    @Test
    @Conformance({"P1", "P22", "P28"})
    void bothSidesOfACutGoOnAndAgreeAfterwards() {
        try (SeparateNetworks networks = new SeparateNetworks();
                NatsServer nats = NatsServer.startAt(networks.address(), List.of(), Nats.binary())) {
            networks.add("a");
            try (ThreeNodes nodes = new ThreeNodes(
                    node -> ThreeNodes.quoted(nats.url()),
                    "",
                    node -> node.equals("a") ? networks.prefix("a") : List.of())) {
                nodes.awaitStarted();
                cutAndHeal(nodes, () -> networks.cut("a"), () -> networks.heal("a"));
            }
        }
    }

    /** Each node has a nats-server of its own, so that servers on both sides of the cut keep working. */
    @Test
    @Tag("long")
    @Conformance("P28")
    void bothSidesGoOnIfEachHasAServerOfItsOwn() {
        try (SeparateNetworks networks = new SeparateNetworks()) {
            Map<String, String> addresses = new TreeMap<>();
            for (String node : List.of("a", "b", "c")) {
                addresses.put(node, networks.add(node));
            }
            Map<String, NatsServer> servers = new HashMap<>();
            try {
                addresses.forEach((node, address) -> servers.put(
                        node,
                        NatsServer.startAt(
                                address,
                                networks.prefix(node),
                                Nats.binary(),
                                Nats.clustered(
                                        address + ":6222",
                                        addresses.values().stream()
                                                .map(other -> other + ":6222")
                                                .toList()))));
                try (ThreeNodes nodes = new ThreeNodes(
                        node -> ThreeNodes.quoted(Optional.ofNullable(servers.get(node))
                                .orElseThrow()
                                .url()),
                        "",
                        networks::prefix)) {
                    nodes.awaitStarted();
                    cutAndHeal(nodes, () -> networks.cut("a"), () -> networks.heal("a"));
                }
            } finally {
                servers.values().forEach(NatsServer::close);
            }
        }
    }

    private static void cutAndHeal(ThreeNodes nodes, Runnable cut, Runnable heal) {
        try (CallLoad within = CallLoad.start(nodes.a, nodes.a);
                CallLoad across = CallLoad.start(nodes.a, nodes.b);
                CallLoad others = CallLoad.start(nodes.b, nodes.c);
                EventLoad events = EventLoad.start(nodes.b, nodes.a, nodes.b, nodes.c);
                RawPeer younger = nodes.a.join();
                RawPeer older = nodes.b.join();
                RawPeer caller = nodes.a.join()) {
            List.of(within, across, others).forEach(load -> load.awaitMore(100));

            cut.run();
            long cutAt = System.nanoTime();
            await("the cut")
                    .atMost(Scale.SOON)
                    .until(() -> nodes.a.rows().size() == 1 && nodes.b.rows().size() == 2);
            Duration noticed = Duration.ofNanos(System.nanoTime() - cutAt);
            assertThat(nodes.a.reasons()).anyMatch(reason -> reason.contains("found 1 of 3 nodes"));
            assertThat(nodes.b.reasons()).isEmpty();
            assertThat(nodes.c.reasons()).isEmpty();
            older.register("com.test.exclusive");
            younger.register("com.test.exclusive");
            within.awaitMore(100);
            others.awaitMore(100);
            await("the end of the outage")
                    .atMost(Scale.SOON)
                    .until(() -> System.nanoTime() - cutAt > Scale.OUTAGE.toNanos());
            assertThat(across.oldestPending()).isLessThan(Scale.OUTAGE);

            heal.run();
            Duration equal = nodes.awaitEqual();
            younger.expect(UNREGISTERED, 0);
            caller.call("com.test.exclusive");
            older.yield(older.expect(INVOCATION), "older");
            assertThat(caller.expect(RESULT).list(3)).containsExactly("older");
            List.of(within, across, others).forEach(load -> load.awaitMore(100));
            events.awaitMore(nodes.a, 20);
            within.finishWithoutErrors();
            others.finishWithoutErrors();
            across.finish();
            events.finishWithoutLoss(nodes.b, nodes.c);
            System.out.printf(
                    "cut network: noticed after %d ms, all is equal %d ms after the repair; %s%n",
                    noticed.toMillis(), equal.toMillis(), across);
            if (Scale.IS_FULL) {
                assertThat(noticed).isLessThan(Duration.ofMillis(2_500));
                assertThat(equal).isLessThan(Duration.ofSeconds(2));
            }
        }
    }
}
