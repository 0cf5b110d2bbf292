package io.aerostat.cluster.row;

import io.aerostat.cluster.link.Member;

/**
 * Receives the changes of other nodes' rows. Calls for one lane come in order, on the lane's thread, and must not
 * block; a change is confirmed after the call for it has returned. {@link #rowsGone} never overlaps a call for the same
 * member.
 */
public interface RowListener {
    /**
     * Called when a member has added a row or replaced its value.
     *
     * @param key the listener may keep and change the array
     * @param value the listener may keep and change the array
     */
    void rowPut(Member owner, int lane, byte[] key, byte[] value);

    /** Called when a member has removed a row. */
    void rowRemoved(Member owner, int lane, byte[] key);

    /** Called when a lane has brought all rows that the member had at the time when its link came up. */
    default void rowsComplete(Member owner, int lane) {}

    /**
     * Called when all rows of a member are gone, because its link went down. Node listeners that were added after the
     * {@link RowExchange} get {@link io.aerostat.cluster.link.NodeListener#nodeDown} later.
     */
    void rowsGone(Member owner);
}
