package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.type.Types.exactly;
import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.text;

import io.aerostat.node.config.ClusterConfiguration;
import io.aerostat.node.config.Controller;
import io.aerostat.node.config.NodeConfiguration;
import io.aerostat.node.config.Worker;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.rule.ConnectionDoubts;
import io.aerostat.node.config.grammar.rule.Consistency;
import io.aerostat.node.config.grammar.worker.ContainerGrammar;
import io.aerostat.node.config.grammar.worker.GuestGrammar;
import io.aerostat.node.config.grammar.worker.RouterWorkerGrammar;
import io.aerostat.node.config.grammar.worker.TesteeGrammar;
import java.util.List;
import java.util.Optional;

/** The top of the configuration file. */
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
            .with("container", ContainerGrammar.WORKER)
            .with("guest", GuestGrammar.WORKER)
            .with("websocket-testee", TesteeGrammar.WORKER)
            .planned("proxy", "hostmonitor", "xbrmm");

    private static final Field<List<Optional<Worker>>> WORKERS =
            Field.withDefault("workers", list(WORKER), "[]", "The parts of the node, started in this order.");

    private static final Field<Optional<ClusterConfiguration>> CLUSTER = Field.optional(
            "cluster", ClusterGrammar.CLUSTER, "The other nodes with which this node shares its realms.");

    /** The whole file. */
    public static final ObjectType<NodeConfiguration> NODE = ObjectType.named("node", "A node configuration file.")
            .fields(
                    Field.optional("$schema", text(), "The JSON schema, for editors."),
                    VERSION,
                    CONTROLLER,
                    CLUSTER,
                    WORKERS)
            .check(Consistency::uniqueIds)
            .check(Consistency::portsUsedOnce)
            .check(Consistency::connectionsToKnownTransports)
            .check(Consistency::managementInKnownRealm)
            .check(Consistency::adminPagesHaveARealm)
            .check(Consistency::realmsOfClusterDiffer)
            .check(Consistency::clusterHasNoTemplates)
            .check(ConnectionDoubts::warn)
            .into(values -> new NodeConfiguration(
                    values.get(CONTROLLER),
                    values.get(WORKERS).stream().flatMap(Optional::stream).toList(),
                    values.get(CLUSTER),
                    values.privateFiles()));

    private NodeGrammar() {}
}
