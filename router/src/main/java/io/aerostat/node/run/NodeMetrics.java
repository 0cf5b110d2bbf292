package io.aerostat.node.run;

import io.aerostat.metrics.ObservedRouter;
import io.aerostat.metrics.ProcessMetrics;
import io.aerostat.metrics.PrometheusPage;
import io.aerostat.metrics.RouterMetrics;
import io.aerostat.node.logging.AuditLog;
import io.aerostat.node.logging.Logging;
import io.aerostat.router.observation.MetricsPage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;

/** The meters of a node: of its routers, its parts and its process. Created only if the node shows them. Any thread. */
final class NodeMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMetrics process = new ProcessMetrics();
    private final MetricsPage page;

    /** @param routers the running routers; a live view */
    NodeMetrics(Collection<RouterRun> routers, Services services) {
        RouterMetrics meters = new RouterMetrics(() -> routers.stream()
                .map(run -> new ObservedRouter(
                        run.id(),
                        run.router()::statistics,
                        () -> run.router().readiness().health().isReady()))
                .toList());
        meters.bindTo(registry);
        process.bindTo(registry);
        Gauge.builder(
                        "aerostat.node.parts.missing",
                        () -> services.notInService().size())
                .description("Components, containers and guests that should be in service and are not")
                .register(registry);
        FunctionCounter.builder("aerostat.log.dropped", this, ignored -> Logging.droppedLines())
                .description("Log lines dropped because nobody read the output fast enough")
                .register(registry);
        FunctionCounter.builder("aerostat.audit.dropped", this, ignored -> AuditLog.droppedLines())
                .description("Lines of the audit log dropped because the file was too slow or could not be written")
                .register(registry);
        this.page = new PrometheusPage(registry, meters::refresh);
    }

    MetricsPage page() {
        return page;
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
