package io.aerostat.cluster.row;

import io.aerostat.cluster.engine.NodeId;
import java.util.Set;

/**
 * The live nodes that have not confirmed a change of a row in time. Immutable.
 *
 * @param laggards empty if every live node has the change
 */
public record RowReceipt(Set<NodeId> laggards) {
    /** The receipt if every live node has the change. */
    public static final RowReceipt EVERYWHERE = new RowReceipt(Set.of());

    public RowReceipt {
        laggards = Set.copyOf(laggards);
    }
}
