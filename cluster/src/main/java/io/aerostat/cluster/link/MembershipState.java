package io.aerostat.cluster.link;

/** How far a node has progressed in joining the cluster. */
public enum MembershipState {
    /** The engine has not been connected yet. */
    CONNECTING,
    /** The node waits for one heartbeat interval, in which another node may refuse it. */
    JOINING,
    /** The node is a part of the cluster, even if no other node is alive. */
    JOINED,
    /** The engine, or another node, has refused this node; a person must act. */
    REFUSED,
    /** The node has left. */
    CLOSED
}
