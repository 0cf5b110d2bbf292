package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.cluster.nats.NatsEngine;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.router.Router;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tests messages of clients that exceed the largest message of a real nats-server. */
class LargeMessagesOverNatsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Options with a largest record of 512 KiB. */
    private static final LinkOptions SMALL = new LinkOptions(Duration.ofMillis(200), 10, 1 << 20, 512 << 10);

    private static final String LARGE = "x".repeat(300_000);
    private static final String TOO_LARGE = "x".repeat(600_000);

    private static final class Node implements AutoCloseable {
        private final Cluster cluster;
        private final ThreadTimer timer;
        private final Router router;

        Node(String url, String name) {
            NodeId id = new NodeId(name);
            timer = new ThreadTimer("timer-" + name);
            cluster = new Cluster(
                    new ClusterOptions("large", id, 2, 2, SMALL, ClusterOptions.DEFAULT_ROW_DEADLINE),
                    new NatsEngine(NatsOptions.of(url), "large", id, 2),
                    timer,
                    new SecureRandom()::nextLong);
            router = Router.builder()
                    .realm("realm1", realm -> realm.role(TestClient.APP))
                    .cluster(new RealmNetwork(cluster.node(), cluster.rows()))
                    .start();
            cluster.start();
        }

        TestClient client() {
            return new TestClient(router.local(null, TestClient.APP.name()), TestClient.ALL);
        }

        @Override
        public void close() {
            router.close(Duration.ofMillis(1)).join();
            cluster.close();
            timer.close();
        }
    }

    @Test
    @Conformance({"P4", "P21"})
    void aMessageIsCutAndJoinedOrRefused() {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        try (NatsServer server = NatsServer.start(binary, "max_payload: 65536");
                Node one = new Node(server.url(), "one");
                Node two = new Node(server.url(), "two")) {
            await().atMost(SOON)
                    .until(() -> one.cluster.health().isReady()
                            && two.cluster.health().isReady());
            TestClient callee = two.client();
            callee.register("com.app.work");
            callee.subscribe("com.app.topic");
            TestClient caller = one.client();
            caller.subscribe("wamp.publication.on_dropped");

            caller.call("com.app.work", LARGE);
            Invocation invocation = callee.invocation();
            assertThat(TestClient.args(invocation)).containsExactly(LARGE);
            callee.yield(invocation, LARGE);
            assertThat(TestClient.args(caller.take(Result.class))).containsExactly(LARGE);

            assertThat(caller.error("com.app.work", TOO_LARGE)).isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);
            caller.call("com.app.work", "question");
            callee.yield(callee.invocation(), TOO_LARGE);
            assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.PAYLOAD_SIZE_EXCEEDED);

            caller.publish("com.app.topic", LARGE);
            assertThat(TestClient.args(callee.event())).containsExactly(LARGE);
            long dropped = caller.publishAcknowledged("com.app.topic", TOO_LARGE);
            assertThat(TestClient.args(caller.event())).containsExactly(dropped, 1L);
            assertThat(one.cluster.node().members()).hasSize(1);
        }
    }
}
