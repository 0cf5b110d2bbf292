package io.aerostat.cluster.row;

import io.aerostat.cluster.engine.NodeId;
import java.util.Set;

/**
 * The live nodes that have not confirmed a change of a row in time. Immutable.
 *
 * @param laggards the nodes that have not confirmed the change; empty if every live node has it
 */
public record RowReceipt(Set<NodeId> laggards) {
    /** The receipt if every live node has the change. */
    public static final RowReceipt EVERYWHERE = new RowReceipt(Set.of());

    public RowReceipt {
        laggards = Set.copyOf(laggards);
    }
}
