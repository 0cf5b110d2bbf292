package io.aerostat.cluster.link;

/**
 * Hears which nodes come and go. The calls never overlap each other, and must not block. For each member,
 * {@link #nodeUp} precedes its first record on every lane, and no record follows once {@link #nodeDown} has begun.
 */
public interface NodeListener {
    /** Called when the link to a node is up: records can be sent and will arrive. */
    void nodeUp(Member member);

    /** Called when the link is down; whatever was sent to the member and not answered will not be answered. */
    void nodeDown(Member member, DownReason reason);
}
