package io.aerostat.node.command;

/** Whether a node runs, as far as its management socket shows. */
enum NodeState {
    /** The node answers. */
    RUNNING,

    /** There is no socket, or no process listens at it. */
    STOPPED,

    /**
     * A process listens at the socket and does not answer, this user may not open the socket, or the configuration
     * turns management off.
     */
    UNKNOWN
}
