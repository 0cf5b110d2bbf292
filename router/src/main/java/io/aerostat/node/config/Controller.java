package io.aerostat.node.config;

import io.aerostat.host.supervision.NodeShutdownPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The options of the node itself.
 *
 * @param id the node's name
 * @param title accepted for Crossbar.io; a JVM cannot rename its process
 * @param shutdown when the end of a worker ends the node; if empty, failed workers are started again and the node
 *     continues
 * @param parallelWorkerStart whether to start workers without waiting for the one before
 * @param statisticsInterval how often the node's numbers are logged; zero for never
 * @param drainNotice how long the node reports that it is not ready before it closes its listeners
 * @param auditLog the file of joins, refusals and leaves, if there is one
 * @param reloadOnChange whether the node reloads its configuration file when it has changed
 * @param management how the node is managed while it runs
 */
public record Controller(
        Optional<String> id,
        Optional<String> title,
        Set<NodeShutdownPolicy.Trigger> shutdown,
        boolean parallelWorkerStart,
        Duration statisticsInterval,
        Duration drainNotice,
        Optional<AuditLogOptions> auditLog,
        boolean reloadOnChange,
        Management management) {

    /** The options of a node without a {@code controller} in its file. */
    public static final Controller DEFAULT = new Controller(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            false,
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty(),
            false,
            Management.DEFAULT);

    public Controller {
        shutdown = Set.copyOf(shutdown);
    }
}
