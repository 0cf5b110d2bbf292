package io.aerostat.node.config;

import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.nats.NatsOptions;

/**
 * The cluster of which the node is a part.
 *
 * @param nats the servers that carry the traffic between the nodes
 * @param waitsForOthers whether the node starts only when it is ready as a part of the cluster
 * @param origin where the cluster is configured
 */
public record ClusterConfiguration(ClusterOptions options, NatsOptions nats, boolean waitsForOthers, Origin origin) {
    /** Checks whether another configuration means the same, whatever its place in the file. */
    public boolean means(ClusterConfiguration other) {
        return options.equals(other.options) && nats.equals(other.nats) && waitsForOthers == other.waitsForOthers;
    }
}
