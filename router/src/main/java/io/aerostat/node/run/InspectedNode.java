package io.aerostat.node.run;

import io.aerostat.node.cluster.NodeCluster;
import io.aerostat.node.management.NodeInspection;
import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a node as its operators see them. Any thread. */
final class InspectedNode implements NodeInspection {
    private static final Logger LOG = LoggerFactory.getLogger(InspectedNode.class);

    private final Collection<RouterRun> routers;
    private final NodeObservation observation;
    private final NodeCluster cluster;

    /** @param routers the running routers; a live view */
    InspectedNode(Collection<RouterRun> routers, NodeObservation observation, NodeCluster cluster) {
        this.routers = routers;
        this.observation = observation;
        this.cluster = cluster;
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
