package io.aerostat.node.command;

/** Whether a node runs, as its management socket shows. */
enum NodeState {
    /** The node answers. */
    RUNNING,

    /** There is no socket, or no process listens at it. */
    STOPPED,

    /**
     * The socket does not show whether the node runs: the process at the socket does not answer, this user may not open
     * the socket, or the configuration turns management off.
     */
    UNKNOWN
}
