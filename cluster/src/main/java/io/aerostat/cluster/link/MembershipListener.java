package io.aerostat.cluster.link;

/** Hears how this node stands in its cluster. The calls must not block; they come on any thread, one after another. */
public interface MembershipListener {
    /** Called when the state, the connection or the links have changed. */
    default void changed() {}

    /**
     * Called when this node cannot be a part of the cluster until a person changes something; its links are down, and
     * it does not try again.
     *
     * @param reason what was found and what was expected, for people; holds no secret
     */
    void refused(String reason);
}
