package io.aerostat.cluster.link;

/**
 * Receives the changes of links to other nodes. The calls never overlap each other, and must not block. On every lane,
 * {@link #nodeUp} for a member precedes the first record of that member, and no record of that member is delivered once
 * {@link #nodeDown} has begun.
 */
public interface NodeListener {
    /** Called when the link to a node is up: records can be sent and will arrive. */
    void nodeUp(Member member);

    /** Called when the link to a node is down: no answer of that member will arrive any more. */
    void nodeDown(Member member, DownReason reason);
}
