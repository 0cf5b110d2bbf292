package io.aerostat.node.management;

import io.aerostat.router.Router;
import io.aerostat.router.realm.RealmCaller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a running node shows to its operators. Any thread. */
public interface NodeInspection {
    /** Returns the running routers by the ids of their workers. */
    Map<String, Router> routers();

    /** Returns the containers, guests and components. */
    List<WorkerView> workers();

    /** Returns the last lines that a container or guest has written; empty if there is no worker of this name. */
    Optional<List<String>> output(String worker);

    /**
     * Ends a container, guest or component, and starts it again. Returns at once.
     *
     * @throws IllegalStateException if the node is ending, or too many reloads and restarts wait
     */
    void restart(String worker);

    /** Returns the running configuration without secrets: texts, numbers, booleans, lists and maps. */
    Map<String, @Nullable Object> configuration();

    /** Returns the cluster as the node sees it; an empty map if the node is in no cluster. */
    Map<String, Object> cluster();

    /**
     * Writes to the audit log that a session has called a procedure that changes the node.
     *
     * @param facts the arguments that matter; no secrets
     */
    void audit(RealmCaller caller, String procedure, Map<String, Object> facts);
}
