package io.aerostat.cluster.nats;

import io.aerostat.cluster.engine.NodeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The NATS subjects of a cluster: {@code aerostat.CLUSTER.node.NODE.LANE} for one node, and
 * {@code aerostat.CLUSTER.all.LANE} for all. A dot in the name of a node is a tilde in its subject. Any thread.
 */
final class Subjects {
    /** The largest number of nodes whose subjects are kept; further names of nodes are probably forged. */
    private static final int MOST_KEPT = 2048;

    private final String prefix;
    private final int lanes;
    private final String[] all;
    private final Map<NodeId, String[]> nodes = new ConcurrentHashMap<>();

    /** @param lanes the number of lanes, the control lane included */
    Subjects(String cluster, int lanes) {
        this.prefix = "aerostat." + cluster;
        this.lanes = lanes;
        this.all = ofLanes(prefix + ".all.");
    }

    int lanes() {
        return lanes;
    }

    String all(int lane) {
        return all[lane];
    }

    String node(NodeId node, int lane) {
        String[] subjects = nodes.get(node);
        if (subjects == null) {
            subjects = ofLanes(prefix + ".node." + node.text().replace('.', '~') + ".");
            if (nodes.size() < MOST_KEPT) {
                nodes.put(node, subjects);
            }
        }
        return subjects[lane];
    }

    private String[] ofLanes(String start) {
        String[] subjects = new String[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            subjects[lane] = start + lane;
        }
        return subjects;
    }
}
