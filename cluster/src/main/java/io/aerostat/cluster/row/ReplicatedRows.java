package io.aerostat.cluster.row;

import io.aerostat.cluster.link.Member;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The rows of this node, and the rows of other nodes as their owners sent them. Any thread may call any method; none
 * blocks.
 *
 * <p>A change of a row and a record of {@link io.aerostat.cluster.link.ClusterNode} on the same lane arrive in the
 * order in which they were sent. Like a record, a change waits for the next flush of the node.
 */
public interface ReplicatedRows {
    /**
     * Adds a row of this node, or replaces the value of a row.
     *
     * @param lane the lane of the row's realm
     * @param key identifies the row among the rows of this node and lane; must not be changed after this call
     * @param value must not be changed after this call
     * @return completes when every live node has the row, or when the deadline has passed (P26); completes at once if
     *     this node is alone. Never fails. The stage completes on a thread of the cluster, so dependent stages must run
     *     on another thread
     */
    CompletionStage<RowReceipt> put(int lane, byte[] key, byte[] value);

    /** Removes a row of this node, if there is such a row; completes as {@link #put} does. */
    CompletionStage<RowReceipt> remove(int lane, byte[] key);

    /**
     * Sends some rows of this node again to a member that has forgotten them. The member's listener is called for each
     * of them, as for a new row.
     *
     * @param wanted checks whether to send the row with this key
     */
    void repeat(Member to, int lane, Predicate<byte[]> wanted);

    /** Sets the listener for changes of other nodes' rows; must be called before the node is started. */
    void setRowListener(RowListener listener);

    /** Checks whether the member has sent all rows that it had when its link came up. */
    boolean isComplete(Member member);

    /** Returns the digest of this node's rows on all lanes. */
    RowDigest ownDigest();

    /** Returns the digest of the rows that came from a member; the empty digest if the member's link is down. */
    RowDigest digest(Member member);
}
