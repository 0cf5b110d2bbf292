package io.aerostat.cluster.link;

/** Why a link went down. */
public enum DownReason {
    /** The node has not been heard for the time that heartbeats allow. */
    SILENT,
    /** The node has left, and said so. */
    LEFT,
    /** The node has begun a new link: it was restarted, or had taken this node for lost. */
    RESTARTED,
    /** A message of the node was lost on the way. */
    GAP,
    /** More waited for the node than the link's budget allows. */
    SLOW,
    /** This node has lost its connection to the engine. */
    DISCONNECTED,
    /** This node itself did nothing for longer than heartbeats allow, so the others have taken it for lost. */
    STALLED,
    /** The node sent bytes that are no message of this protocol. */
    MALFORMED,
    /** This node has left the cluster. */
    CLOSED
}
