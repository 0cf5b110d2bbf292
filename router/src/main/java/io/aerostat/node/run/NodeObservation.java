package io.aerostat.node.run;

import io.aerostat.node.cluster.NodeCluster;
import io.aerostat.node.config.AuditLogOptions;
import io.aerostat.node.config.Controller;
import io.aerostat.node.logging.AuditLog;
import io.aerostat.node.management.AdminFiles;
import io.aerostat.node.program.CgiPrograms;
import io.aerostat.node.reload.ReloadReport;
import io.aerostat.router.RouterBuilder;
import io.aerostat.router.cluster.RealmConnector;
import io.aerostat.router.observation.AdminPage;
import io.aerostat.router.observation.MetricsPage;
import io.aerostat.router.observation.NotReady;
import io.aerostat.router.observation.ReadinessCheck;
import io.aerostat.router.observation.RouterObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics, readiness and audit log that a node shows to its operators. Metrics are created at the first request for
 * them, so that a node whose metrics nobody reads does not load Micrometer. Any thread.
 */
final class NodeObservation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeObservation.class);

    /** The audit log shows at most this many changes, and at most this many problems, of a reload. */
    private static final int MAX_LINES = 100;

    private final Collection<RouterRun> routers;
    private final Services services;
    private final Supplier<String> state;
    private final NodeCluster cluster;
    private final boolean measures;
    private final AdminFiles adminPage;
    private @Nullable NodeMetrics metrics;
    private @Nullable AuditLog auditLog;

    /**
     * @param routers the running routers; a live view
     * @param state the state of the node as a whole
     * @param cluster the node's part in its cluster
     * @param measures whether routers measure the durations of calls
     * @param managementRealm the realm with the management procedures, if there is one
     */
    NodeObservation(
            Collection<RouterRun> routers,
            Services services,
            Supplier<String> state,
            NodeCluster cluster,
            boolean measures,
            Optional<String> managementRealm) {
        this.adminPage = new AdminFiles(managementRealm.orElse(""));
        this.cluster = cluster;
        this.routers = routers;
        this.services = services;
        this.state = state;
        this.measures = measures;
    }

    /** Begins the audit log, if one is configured. */
    synchronized void openAuditLog(Controller controller) throws StartFailure {
        Optional<AuditLogOptions> options = controller.auditLog();
        if (options.isPresent()) {
            try {
                auditLog = AuditLog.open(options.get());
            } catch (IOException e) {
                throw new StartFailure(List.of(new StartFailure.Reason(
                        options.get().origin(),
                        "cannot write to " + options.get().file() + ": " + e.getMessage())));
            }
        }
    }

    /** Writes a line about the node itself to the audit log, if there is one. */
    synchronized void note(String event, Map<String, Object> facts) {
        if (auditLog != null) {
            auditLog.note(event, facts);
        }
    }

    /** Writes the report of a reload to the log and the audit log, and returns the report. */
    synchronized ReloadReport reloaded(ReloadReport report) {
        if (auditLog != null && !report.isDryRun()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("right", report.isRight());
            facts.put("summary", report.summary());
            facts.put("problems", bounded(report.problems()));
            facts.put("changes", bounded(report.outcomes()));
            auditLog.note("reload", facts);
        }
        return Reload.logged(report);
    }

    private static List<String> bounded(List<?> lines) {
        return lines.stream().limit(MAX_LINES).map(String::valueOf).toList();
    }

    /**
     * Returns the objects that the routers need for observation.
     *
     * @param facts the facts that the page about the node shows
     */
    synchronized Shown toRouters(NodeFacts facts) {
        return new Shown(
                facts,
                this::notReady,
                this::render,
                adminPage,
                measures,
                Optional.ofNullable(auditLog),
                cluster.connector());
    }

    /**
     * Returns the reasons why the node should get no new clients. Returns none if the node is ending, because its
     * routers then report that they are draining.
     */
    private List<NotReady> notReady() {
        return switch (state.get()) {
            case "starting" -> List.of(NotReady.starting("the node is starting"));
            case "ending" -> List.of();
            default ->
                Stream.concat(services.notInService().stream(), cluster.reasons().stream())
                        .map(NotReady::unavailable)
                        .toList();
        };
    }

    /** Reports that the node is not ready, and gives load balancers time to notice. */
    void drain(Duration notice) {
        routers.forEach(run -> run.router().readiness().drain());
        if (!notice.isZero()) {
            LOG.info("not ready any more; the listeners will be closed in {} s", notice.toSeconds());
            try {
                Thread.sleep(notice.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MetricsPage.Rendered render(String accept) {
        return page().render(accept);
    }

    private synchronized MetricsPage page() {
        if (metrics == null) {
            metrics = new NodeMetrics(routers, services);
        }
        return metrics.page();
    }

    @Override
    public synchronized void close() {
        if (metrics != null) {
            metrics.close();
        }
        if (auditLog != null) {
            auditLog.close();
        }
    }

    /**
     * The objects that a node gives to its routers. With these, the node observes the routers and publishes its own
     * state.
     *
     * @param facts the facts that the page about the node shows
     * @param readiness the node's own reasons for not being ready
     * @param metricsPage the page of metrics
     * @param adminPage the page for operators
     * @param measures whether routers measure the durations of calls
     * @param observer writes the audit log, if one is configured
     * @param cluster connects the realms with those of other nodes
     */
    record Shown(
            Supplier<Map<String, Object>> facts,
            ReadinessCheck readiness,
            MetricsPage metricsPage,
            AdminPage adminPage,
            boolean measures,
            Optional<? extends RouterObserver> observer,
            RealmConnector cluster) {
        /** A node that is always ready, and shows and writes nothing. */
        static final Shown NONE = new Shown(
                Map::of,
                List::of,
                accept -> new MetricsPage.Rendered("text/plain", new byte[0]),
                new AdminFiles(""),
                false,
                Optional.empty(),
                RealmConnector.NONE);

        void addTo(RouterBuilder builder) {
            builder.nodeInfo(facts)
                    .readiness(readiness)
                    .metricsPage(metricsPage)
                    .adminPage(adminPage)
                    .programs(new CgiPrograms())
                    .cluster(cluster);
            if (measures) {
                builder.measure();
            }
            observer.ifPresent(builder::observer);
        }
    }
}
