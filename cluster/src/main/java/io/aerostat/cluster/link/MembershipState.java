package io.aerostat.cluster.link;

/** How far a node is on its way into the cluster. */
public enum MembershipState {
    /** The engine is not connected for the first time yet. */
    CONNECTING,
    /** The node waits a heartbeat for others that refuse it. */
    JOINING,
    /** The node is part of the cluster, with as many others as there are. */
    JOINED,
    /** The engine, or another node, has refused this node; a person must act. */
    REFUSED,
    /** The node has left. */
    CLOSED
}
