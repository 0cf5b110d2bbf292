package io.aerostat.acceptance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.frame.NodeIdentity;
import io.aerostat.cluster.frame.ProtocolVersion;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.link.LinkedNode;
import io.aerostat.cluster.link.MembershipState;
import io.aerostat.cluster.link.ThreadTimer;
import io.aerostat.cluster.nats.NatsEngine;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.testkit.nats.NatsServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests nodes that must not join: they must print one line that says why, and end with exit code 1. */
@Timeout(120)
class RefusedNodesIT {
    private static final int LANES = 4;

    @TempDir
    private Path folder = Path.of("");

    private static String engine(NatsServer nats, String password) {
        return "\"servers\": [\"" + nats.url() + "\"], \"user\": \"node\", \"password\": \"" + password + "\"";
    }

    private static void assertRefused(ClusterNode node, String... words) {
        node.launch();
        assertThat(node.process().awaitExit(Scale.SOON)).isEqualTo(1);
        assertThat(node.process().output().lines())
                .filteredOn(line -> line.contains("ERROR") || line.contains(".json:"))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void credentialsSubjectsAndNamesAreChecked() {
        try (NatsServer nats = NatsServer.start(
                        Nats.binary(),
                        "authorization { users: [ { user: node, password: secret, permissions:"
                                + " { publish: \"aerostat.failures.>\", subscribe: \"aerostat.failures.>\" } } ] }");
                ClusterNode first = new ClusterNode("a", folder, engine(nats, "secret"), "", List.of());
                ClusterNode guessing = new ClusterNode("b", folder, engine(nats, "guessed"), "", List.of());
                ClusterNode lanes = new ClusterNode("d", folder, engine(nats, "secret"), ", \"lanes\": 8", List.of())) {
            first.launch();
            first.awaitListening();

            assertRefused(guessing, "refuses the credentials of this node", nats.url());
            assertThat(guessing.process().output().text()).doesNotContain("guessed");
            assertRefused(lanes, "lanes: found 8", "expected 4");
            try (ClusterNode twin =
                    new ClusterNode("a", folder.resolve("twin"), engine(nats, "secret"), "", List.of())) {
                assertRefused(twin, "node: found \"a\", which another process");
            }
            try (ClusterNode stranger =
                    new ClusterNode("e", folder, engine(nats, "secret"), "", List.of(), "strangers")) {
                assertRefused(stranger, "expected permission to publish and subscribe to aerostat.strangers.>");
            }
            assertThatThrownBy(() -> Nats.publish(nats, "aerostat.failures.node.a.0", List.of(new byte[10])))
                    .hasMessageContaining("Authorization");
            assertThat(first.isAlive()).isTrue();
            assertThat(first.links("lost")).hasToString("{}");
        }
    }

    @Test
    void aNodeOfAnotherVersionIsRefusedByName() throws InterruptedException {
        NodeId old = new NodeId("old");
        try (NatsServer nats = NatsServer.start(Nats.binary());
                ThreadTimer timer = new ThreadTimer("old");
                LinkedNode other = new LinkedNode(
                        new NodeIdentity("failures", old, 1, new ProtocolVersion(7, 0), LANES),
                        LinkOptions.DEFAULT,
                        new NatsEngine(NatsOptions.of(nats.url()), "failures", old, LANES),
                        timer,
                        new SecureRandom()::nextLong);
                ClusterNode node =
                        new ClusterNode("a", folder, "\"servers\": [\"" + nats.url() + "\"]", "", List.of())) {
            other.start();
            await("the other version has joined")
                    .atMost(Scale.SOON)
                    .until(() -> other.state() == MembershipState.JOINED);

            assertRefused(node, "version", ProtocolVersion.CURRENT.toString(), "7.0");
        }
    }
}
