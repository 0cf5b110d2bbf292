package io.aerostat.cluster;

import io.aerostat.cluster.engine.NodeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a node may serve new clients as a part of its cluster, and why not (P28). Immutable.
 *
 * @param live the nodes to which this node has a link, and this node itself
 * @param expected how many nodes the configuration expects
 * @param reasons why the node is not ready, one sentence each; empty if the node is ready
 */
public record ClusterHealth(SortedSet<NodeId> live, int expected, List<String> reasons) {
    public ClusterHealth {
        live = Collections.unmodifiableSortedSet(new TreeSet<>(live));
        reasons = List.copyOf(reasons);
    }

    /**
     * Checks whether the engine is connected, a majority of the expected nodes is live, and the rows of all live nodes
     * have arrived.
     */
    public boolean isReady() {
        return reasons.isEmpty();
    }
}
