package io.aerostat.cluster.link;

/**
 * Receives the changes of this node's membership. The methods must not block; they are called on any thread, one after
 * another.
 */
public interface MembershipListener {
    /** Called when the state, the connection or the links have changed. */
    default void changed() {}

    /**
     * Called when this node cannot be a part of the cluster until a person changes something. The links of this node
     * are down, and the node does not try to join again.
     *
     * @param reason what was found and what was expected, in words; contains no secret
     */
    void refused(String reason);
}
