package io.aerostat.cluster.link;

/**
 * Called when links to other nodes come up or go down. The calls never overlap each other, and must not block. For each
 * member, {@link #nodeUp} precedes its first record on every lane, and no record follows once {@link #nodeDown} has
 * begun.
 */
public interface NodeListener {
    /** Called when the link to a node is up: records can be sent and will arrive. */
    void nodeUp(Member member);

    /** Called when the link is down; the member will not answer any more. */
    void nodeDown(Member member, DownReason reason);
}
