package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.LinkOptions;
import io.aerostat.cluster.nats.NatsAuthentication;
import io.aerostat.cluster.nats.NatsOptions;
import io.aerostat.cluster.nats.NatsTls;
import io.aerostat.host.supervision.NodeShutdownPolicy.Trigger;
import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks the controller and the cluster of a node. */
class GoodNodeTest extends GoodConfiguration {
    /** The ways in which a node can authenticate with a NATS server. A file can have only one of them. */
    static final Map<String, NatsAuthentication> IDENTITIES = Map.of(
            "\"token\": \"${TOKEN}\"", new NatsAuthentication.Token("t0ps3cret"),
            "\"nkey\": \"node.nk\"", new NatsAuthentication.NKeyFile(FOLDER.resolve("node.nk")),
            "\"credentials\": \"node.creds\"", new NatsAuthentication.CredentialsFile(FOLDER.resolve("node.creds")));

    @Test
    void cluster() {
        ClusterConfiguration cluster = node.cluster().orElseThrow();

        assertThat(cluster.options())
                .isEqualTo(new ClusterOptions(
                        "balloon",
                        new NodeId("node-1"),
                        3,
                        8,
                        new LinkOptions(Duration.ofMillis(250), 6, 8 << 20, 4 << 20),
                        Duration.ofMillis(700)));
        assertThat(cluster.nats())
                .isEqualTo(new NatsOptions(
                        List.of(URI.create("nats://10.0.0.1:4222"), URI.create("tls://nats.example.com")),
                        Optional.of(new NatsTls(List.of(), Optional.empty(), Optional.empty(), true)),
                        new NatsAuthentication.UserPassword("node", "t0ps3cret"),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(120)));
        assertThat(cluster.waitsForOthers()).isTrue();
    }

    @Test
    void aNodeShowsNatsWhoItIsInOneOfSeveralWays() {
        IDENTITIES.forEach((key, identity) -> {
            ConfigurationFile other = read("{\"version\": 2, \"workers\": [], \"cluster\": {\"name\": \"c\", "
                    + "\"node\": \"n\", \"members\": 2, \"engine\": {\"type\": \"nats\", " + key + "}}}");

            assertThat(other.problemLines()).isEmpty();
            ClusterConfiguration cluster =
                    other.configuration().flatMap(NodeConfiguration::cluster).orElseThrow();
            assertThat(cluster.nats().authentication()).isEqualTo(identity);
            assertThat(cluster.waitsForOthers()).isFalse();
        });
    }

    @Test
    void controller() {
        assertThat(node.controller().id()).contains("node_1");
        assertThat(node.controller().shutdown())
                .containsExactlyInAnyOrder(Trigger.WORKER_EXIT_WITH_ERROR, Trigger.LAST_WORKER_EXIT);
        assertThat(node.controller().parallelWorkerStart()).isTrue();
        assertThat(node.controller().statisticsInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(node.controller().reloadOnChange()).isTrue();
        assertThat(node.controller().management().socket().orElseThrow().toString())
                .endsWith("/manage.sock");
        assertThat(node.controller().management().realm()).contains("realm1");
        assertThat(node.controller().drainNotice()).isEqualTo(Duration.ofSeconds(5));
        assertThat(node.controller().auditLog())
                .contains(new AuditLogOptions(
                        FOLDER.resolve("audit.log"),
                        100_000,
                        7,
                        1_000_000,
                        new Origin("controller.options.audit_log", 6, 16)));
    }
}
