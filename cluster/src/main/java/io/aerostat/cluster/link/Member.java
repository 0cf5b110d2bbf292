package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.NodeId;

/**
 * Another node, for as long as the link to it lasts. If the link goes down for any reason and the node comes back, the
 * node becomes a new member. Immutable.
 *
 * @param incarnation the number of the link; each later link of this node, to any node, has a larger number
 */
public record Member(NodeId node, long incarnation) {
    @Override
    public String toString() {
        return node + "#" + incarnation;
    }
}
