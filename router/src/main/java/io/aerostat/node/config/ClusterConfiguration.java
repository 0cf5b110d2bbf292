package io.aerostat.node.config;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.nats.NatsOptions;

/**
 * The cluster of which the node is a part.
 *
 * @param nats the servers that carry the traffic between the nodes
 * @param waitsForOthers whether the node completes its start only when it is ready in its cluster
 * @param origin the place of the cluster in the configuration file
 */
public record ClusterConfiguration(ClusterOptions options, NatsOptions nats, boolean waitsForOthers, Origin origin) {
    /** Checks whether another configuration has the same meaning. Ignores the places in the file. */
    public boolean means(ClusterConfiguration other) {
        return options.equals(other.options) && nats.equals(other.nats) && waitsForOthers == other.waitsForOthers;
    }
}
