package io.aerostat.acceptance.cluster;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.nats.NatsServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests links that are slow, carry large messages, or receive bytes from strangers. */
@Timeout(300)
class TroubledLinksIT {
    @Test
    @Conformance("P2")
    void aSlowNodeDoesNotSlowDownTheOthers() {
        try (NatsServer nats = NatsServer.start(Nats.binary());
                DelayingProxy slow = DelayingProxy.to(nats.port(), Duration.ofMillis(100));
                ThreeNodes nodes = new ThreeNodes(
                        node -> ThreeNodes.quoted(node.equals("c") ? slow.url() : nats.url()),
                        ", \"link_budget\": 1048576",
                        node -> List.of())) {
            nodes.awaitStarted();
            try (CallLoad quick = CallLoad.start(nodes.a, nodes.b);
                    CallLoad remote = CallLoad.start(nodes.a, nodes.c)) {
                quick.awaitMore(200);
                remote.awaitMore(200);
                Duration near = quick.medianLatency();
                Duration far = remote.medianLatency();
                assertThat(far).isGreaterThan(Duration.ofMillis(200)); // the proxy delays the call and its result

                quick.measureAnew();
                answersOfAHealthyNodeOvertakeThoseOfAHaltedOne(nodes);
                Duration meanwhile = quick.medianLatency();
                remote.awaitMore(100);
                assertThat(nodes.a.links("lost")).isEqualTo(Map.of());

                flood(nodes);
                assertThat(nodes.a.links("lost")).isEqualTo(Map.of());
                nodes.awaitEqual();
                remote.awaitMore(100);
                remote.finish();
                quick.finishWithoutErrors();
                System.out.printf(
                        "slow node: median %d us to the near node, %d us to the slow one, %d us to the near one while"
                                + " the slow one is halted; %s%n",
                        near.toNanos() / 1000, far.toNanos() / 1000, meanwhile.toNanos() / 1000, remote);
            }
        }
    }

    /** Checks that calls of one session to a healthy node end while an earlier call to a halted node is in flight. */
    private static void answersOfAHealthyNodeOvertakeThoseOfAHaltedOne(ThreeNodes nodes) {
        try (RawPeer healthy = nodes.b.join();
                RawPeer halted = nodes.c.join();
                RawPeer caller = nodes.a.join()) {
            healthy.register("com.test.healthy");
            halted.register("com.test.halted");
            nodes.c.signal("STOP");
            long first = caller.call("com.test.halted");
            for (int i = 0; i < 20; i++) {
                long next = caller.call("com.test.healthy");
                healthy.yield(healthy.expect(INVOCATION), i);
                caller.expect(RESULT, next);
            }
            nodes.c.signal("CONT");
            halted.yield(halted.expect(INVOCATION), "at last");
            caller.expect(RESULT, first);
        }
    }

    /**
     * Publishes more bytes to a subscriber at the slow node than may wait for this node. The publisher has to wait, and
     * nothing is lost.
     */
    private static void flood(ThreeNodes nodes) {
        try (RawPeer subscriber = nodes.c.join();
                RawPeer publisher = nodes.a.join()) {
            subscriber.subscribe("com.test.flood");
            String bulk = "x".repeat(60_000);
            for (int i = 0; i < 200; i++) {
                publisher.send(PUBLISH, publisher.nextRequest(), Map.of(), "com.test.flood", List.of(bulk));
            }
            for (int i = 0; i < 200; i++) {
                subscriber.expect(EVENT);
            }
            publisher.roundTrip();
        }
    }

    @Test
    @Conformance("P1")
    void aMessageAboveTheServersLimitIsCutOrRefused() {
        try (NatsServer nats = NatsServer.start(Nats.binary(), "max_payload: 65536");
                ThreeNodes nodes = ThreeNodes.of(nats.url(), ", \"link_budget\": 1048576")) {
            nodes.awaitStarted();
            try (RawPeer callee = nodes.b.join();
                    RawPeer caller = nodes.a.join()) {
                callee.register("com.test.large");
                String large = "x".repeat(300_000);
                caller.call("com.test.large", large);
                callee.yield(callee.expect(INVOCATION), large);
                assertThat(caller.expect(RESULT).list(3)).containsExactly(large);

                caller.call("com.test.large", "x".repeat(700_000));
                assertThat(caller.expect(ERROR).text(4)).isEqualTo("wamp.error.payload_size_exceeded");
                caller.call("com.test.large", "small");
                callee.yield(callee.expect(INVOCATION), "x".repeat(700_000));
                assertThat(caller.expect(ERROR).text(4)).isEqualTo("wamp.error.payload_size_exceeded");
                caller.call("com.test.large", "small");
                callee.yield(callee.expect(INVOCATION), "small");
                assertThat(caller.expect(RESULT).list(3)).containsExactly("small");
            }
            bytesOfOthersAreDroppedAndCounted(nats, nodes);
        }
    }

    private static void bytesOfOthersAreDroppedAndCounted(NatsServer nats, ThreeNodes nodes) {
        Random random = new Random(12);
        List<byte[]> noise = Stream.generate(() -> {
                    byte[] bytes = new byte[random.nextInt(80)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .limit(1_000)
                .toList();
        for (int lane = 0; lane <= 4; lane++) {
            Nats.publish(nats, "aerostat.failures.node.a." + lane, noise);
            Nats.publish(nats, "aerostat.failures.all." + lane, noise);
        }

        await("the bytes are counted")
                .atMost(Scale.SOON)
                .until(() -> nodes.a.links("malformed_messages") instanceof Long count && count > 1_000);
        nodes.awaitEqual();
        assertThat(nodes.a.links("lost")).isEqualTo(Map.of());
        for (ClusterNode node : nodes.all()) {
            assertThat(node.process().output().lines())
                    .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
        }
    }
}
