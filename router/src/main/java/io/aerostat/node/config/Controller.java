package io.aerostat.node.config;

import io.aerostat.host.supervision.NodeShutdownPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The options of the node itself.
 *
 * @param id the name of the node
 * @param title a title, accepted for compatibility with Crossbar.io but not used, because a JVM cannot rename its
 *     process
 * @param shutdown when the end of a worker ends the node; if empty, failed workers are started again and the node
 *     continues
 * @param parallelWorkerStart whether each worker starts without waiting for the worker before it
 * @param statisticsInterval how often the node's numbers are logged; zero for never
 * @param drainNotice how long the node reports that it is not ready before it closes its listeners
 * @param auditLog the options of the audit log, if there is one
 * @param reloadOnChange whether the node reloads its configuration file when the file has changed
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

    /** The options of a node whose file has no {@code controller}. */
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
