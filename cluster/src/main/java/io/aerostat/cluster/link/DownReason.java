package io.aerostat.cluster.link;

/** Why a link went down. */
public enum DownReason {
    /** The node was silent for longer than the heartbeat options allow. */
    SILENT,
    /** The node has announced that it leaves the cluster. */
    LEFT,
    /** The node has begun a new link: it was restarted, or it had considered this node lost. */
    RESTARTED,
    /** A message of the node was lost on the way. */
    GAP,
    /** More bytes waited for the node than the link's budget allows. */
    SLOW,
    /** This node has lost its connection to the engine. */
    DISCONNECTED,
    /**
     * This node itself was stalled for longer than the heartbeat options allow, so the other nodes consider it lost.
     */
    STALLED,
    /** The node sent bytes that are not a message of this protocol. */
    MALFORMED,
    /** This node has left the cluster. */
    CLOSED
}
