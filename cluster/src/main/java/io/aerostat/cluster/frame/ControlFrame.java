package io.aerostat.cluster.frame;

import io.aerostat.cluster.engine.NodeId;

/**
 * A message about links, sent on the control lane. Each end of a link chooses a key, a random number, by which this end
 * recognizes messages of the other end.
 */
public sealed interface ControlFrame {
    /** The value of a key that does not exist or is not known. */
    long NO_KEY = 0;

    /**
     * The heartbeat of a node, for every node of the cluster.
     *
     * @param joining whether the node still waits for a possible refusal by the other nodes
     */
    record Announcement(NodeIdentity from, boolean joining) implements ControlFrame {}

    /**
     * Opens a link.
     *
     * @param key the sender's key of the link
     * @param echo the receiver's key, or {@link #NO_KEY} if the sender does not know it
     * @param isUp whether the link is up for the sender
     */
    record Hello(NodeIdentity from, long key, long echo, boolean isUp) implements ControlFrame {}

    /**
     * Informs a node that the sender does not accept it in the cluster.
     *
     * @param boot identifies the refused process
     * @param reason what was found and what was expected, in words
     */
    record Refusal(NodeIdentity from, NodeId to, long boot, String reason) implements ControlFrame {
        /** The longest reason, in bytes. */
        static final int LONGEST_REASON = 1024;
    }

    /**
     * The heartbeat of a link.
     *
     * @param to the receiver's key
     * @param key the sender's key
     * @param received the number of bytes that the sender has received over this link so far
     */
    record LinkBeat(NodeId from, long to, long key, long received) implements ControlFrame {}

    /**
     * Ends a link.
     *
     * @param to the receiver's key
     * @param leaving whether the sender leaves the cluster
     */
    record LinkEnd(long to, boolean leaving) implements ControlFrame {}
}
