package io.aerostat.cluster.frame;

import io.aerostat.cluster.engine.NodeId;

/**
 * The identity of a node, and the properties that all nodes of its cluster must share. Immutable.
 *
 * @param cluster the name of its cluster
 * @param boot identifies the process, and is larger for a later start of it
 * @param version the version of the protocol between nodes that the node speaks
 * @param lanes the number of its lanes for realms
 */
public record NodeIdentity(String cluster, NodeId node, long boot, ProtocolVersion version, int lanes) {
    /** The longest name of a cluster. */
    public static final int LONGEST_CLUSTER = 64;
}
