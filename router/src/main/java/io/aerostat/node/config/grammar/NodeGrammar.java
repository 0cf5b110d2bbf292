package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.type.Types.deferred;
import static io.aerostat.node.config.type.Types.exactly;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.ClusterStores;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Proxies;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.rule.ConnectionDoubts;
import io.aerostat.node.config.grammar.rule.Consistency;
import io.aerostat.node.config.grammar.rule.ProxyRules;
import io.aerostat.node.config.grammar.worker.ContainerGrammar;
import io.aerostat.node.config.grammar.worker.GuestGrammar;
import io.aerostat.node.config.grammar.worker.ProxyGrammar;
import io.aerostat.node.config.grammar.worker.RouterWorkerGrammar;
import io.aerostat.node.config.grammar.worker.TesteeGrammar;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import java.util.List;
import java.util.Optional;

/** The keys at the top of the configuration file. */
final class NodeGrammar {
    private static final Field<Integer> VERSION = Field.required(
            "version",
            exactly(2, "2; \"crossbar upgrade\" converts files of version 1"),
            "The version of the format: 2.");

    private static final Field<Controller> CONTROLLER =
            Field.withDefault("controller", ControllerGrammar.CONTROLLER, "{}", "The options of the node itself.");

    // The optional is empty for a worker that is disabled.
    private static final TaggedType<Optional<Worker>> WORKER = TaggedType.<Optional<Worker>>named(
                    "worker", "A part of the node.")
            .with("router", RouterWorkerGrammar.WORKER)
            .later("container", () -> ContainerGrammar.WORKER)
            .later("guest", () -> GuestGrammar.WORKER)
            .later("websocket-testee", () -> TesteeGrammar.WORKER)
            .later("proxy", () -> ProxyGrammar.WORKER)
            .refused("hostmonitor", "monitors belong to another edition of Crossbar.io: use the service \"metrics\"")
            .refused("xbrmm", "markets belong to another edition of Crossbar.io, and are retired")
            .complete();

    private static final Field<List<Optional<Worker>>> WORKERS = Field.withDefault(
            "workers", list(WORKER), "[]", "The parts of the node. The node starts them in this order.");

    private static final Field<Optional<ClusterConfiguration>> CLUSTER = Field.optional(
            "cluster",
            deferred(() -> ClusterGrammar.CLUSTER),
            "The other nodes with which this node shares its realms.");

    /** The type of the whole file. */
    public static final ObjectType<NodeConfiguration> NODE = ObjectType.named("node", "A node configuration file.")
            .fields(
                    Field.optional("$schema", text(), "The JSON schema, for editors."),
                    VERSION,
                    CONTROLLER,
                    CLUSTER,
                    WORKERS)
            .check(NodeGrammar::isConsistent)
            .into(values -> new NodeConfiguration(
                    values.get(CONTROLLER),
                    ClusterStores.resolved(
                            Proxies.resolved(
                                    values.get(WORKERS).stream()
                                            .flatMap(Optional::stream)
                                            .toList(),
                                    values.origins()),
                            values.get(CLUSTER)),
                    values.get(CLUSTER),
                    values.privateFiles()));

    private NodeGrammar() {}

    /**
     * Checks all rules that concern several parts of the node. A broken rule does not end the check, so the user sees
     * all broken rules.
     */
    private static boolean isConsistent(LocatedObject node, Reading reading) {
        return Consistency.uniqueIds(node, reading)
                & Consistency.portsUsedOnce(node, reading)
                & Consistency.connectionsToKnownTransports(node, reading)
                & Consistency.managementInKnownRealm(node, reading)
                & Consistency.adminPagesHaveARealm(node, reading)
                & Consistency.realmsOfClusterDiffer(node, reading)
                & Consistency.clusterHasNoTemplates(node, reading)
                & Consistency.storesHaveACluster(node, reading)
                & ProxyRules.proxiesReachRouters(node, reading)
                & ConnectionDoubts.warn(node, reading);
    }
}
