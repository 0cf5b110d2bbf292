package io.aerostat.node.management;

import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.Map;

/** What a running node shows to its operators. Any thread. */
public interface NodeInspection {
    /** Returns the running routers by the ids of their workers. */
    Map<String, Router> routers();

    /** Returns the cluster as the node sees it; an empty map if the node is in no cluster. */
    Map<String, Object> cluster();

    /**
     * Writes to the audit log that a session has called a procedure which changes the node.
     *
     * @param facts the arguments that matter; no secrets
     */
    void audit(RealmCaller caller, String procedure, Map<String, Object> facts);
}
