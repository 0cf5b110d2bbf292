package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.NodeId;

/**
 * Another node as long as the link to it lasts. A node that comes back, after its link went down for whatever reason,
 * is another member. Immutable.
 *
 * @param incarnation grows with each link that this node has had, to whichever node
 */
public record Member(NodeId node, long incarnation) {
    @Override
    public String toString() {
        return node + "#" + incarnation;
    }
}
