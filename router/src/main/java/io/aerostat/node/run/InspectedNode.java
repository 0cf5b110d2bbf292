package io.aerostat.node.run;

import io.aerostat.node.cluster.NodeCluster;
import io.aerostat.node.management.NodeInspection;
import io.aerostat.node.management.WorkerView;
import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a node as its operators see them. Any thread. */
final class InspectedNode implements NodeInspection {
    private static final Logger LOG = LoggerFactory.getLogger(InspectedNode.class);

    private final List<RouterRun> routers;
    private final NodeObservation observation;
    private final NodeCluster cluster;
    private final Services services;
    private final Reloader reloader;
    private final WorkerProcesses processes;
    private final Supplier<Map<String, @Nullable Object>> configuration;

    /**
     * @param routers the running routers; a live view
     * @param reloader runs the restarts of workers
     * @param configuration returns the running configuration without secrets
     */
    InspectedNode(
            List<RouterRun> routers,
            NodeObservation observation,
            NodeCluster cluster,
            Services services,
            Reloader reloader,
            WorkerProcesses processes,
            Supplier<Map<String, @Nullable Object>> configuration) {
        this.routers = routers;
        this.observation = observation;
        this.cluster = cluster;
        this.services = services;
        this.reloader = reloader;
        this.processes = processes;
        this.configuration = configuration;
    }

    @Override
    public List<WorkerView> workers() {
        return services.views();
    }

    @Override
    public Optional<List<String>> output(String worker) {
        return services.output(worker);
    }

    @Override
    public void restart(String worker) {
        reloader.start(() -> processes.restart(worker, routers));
    }

    @Override
    public Map<String, @Nullable Object> configuration() {
        return configuration.get();
    }

    @Override
    public Map<String, Object> cluster() {
        return cluster.view();
    }

    @Override
    public Map<String, Router> routers() {
        Map<String, Router> byId = new LinkedHashMap<>();
        routers.forEach(run -> byId.put(run.id(), run.router()));
        return byId;
    }

    @Override
    public void audit(RealmCaller caller, String procedure, Map<String, Object> facts) {
        LOG.atInfo()
                .addKeyValue("procedure", procedure)
                .addKeyValue("by", caller.session())
                .addKeyValue("authid", caller.authid())
                .log("a management procedure was called");
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("procedure", procedure);
        line.put("by", caller.session());
        line.put("authid", caller.authid());
        line.put("authrole", caller.authrole());
        line.putAll(facts);
        observation.note("manage", line);
    }
}
