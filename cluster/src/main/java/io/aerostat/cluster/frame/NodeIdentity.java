package io.aerostat.cluster.frame;

import io.aerostat.cluster.engine.NodeId;

/**
 * The identity of a node, and the properties that all nodes of its cluster must share. Immutable.
 *
 * @param cluster the name of the node's cluster
 * @param boot the number of the process; a process that starts later has a larger number
 * @param version the node's version of the protocol between nodes
 * @param lanes how many lanes the node has for realms
 */
public record NodeIdentity(String cluster, NodeId node, long boot, ProtocolVersion version, int lanes) {
    /** The longest name of a cluster. */
    public static final int LONGEST_CLUSTER = 64;
}
