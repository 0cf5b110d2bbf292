package io.aerostat.cluster.link;

import io.aerostat.cluster.engine.NodeId;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * This node's links to the other nodes. A realm uses one lane, on which all records between two nodes keep their order
 * (P22).
 *
 * <p>Records for one node wait until {@link #flush()}, which sends them together. An event loop therefore calls {@link
 * #send} for all records of one turn, and then flushes once. Any thread may call any method; none blocks.
 */
public interface ClusterNode {
    /** Returns the name of this node. */
    NodeId id();

    /** Returns the number of lanes for realms, the same on all nodes. They are numbered from 1. */
    int lanes();

    /** Returns the lane of a realm, the same on all nodes. */
    default int laneOf(String realm) {
        return 1 + Math.floorMod(realm.hashCode(), lanes());
    }

    /** Returns the nodes whose links are up. */
    List<Member> members();

    /** Checks whether the link of this member is up. */
    boolean isUp(Member member);

    /**
     * Returns the size of the largest record that can be sent, in bytes. A record can be larger than a message of the
     * engine.
     */
    int maximumRecord();

    /**
     * Sends a record that consists of two parts, such as a header and a payload that several receivers share. Both
     * parts are copied.
     *
     * @param lane the lane, from 1 to {@link #lanes()}
     */
    SendOutcome send(Member to, int lane, RecordKind kind, ByteBuffer head, ByteBuffer rest);

    /** Sends a copy of a record. */
    default SendOutcome send(Member to, int lane, RecordKind kind, ByteBuffer record) {
        return send(to, lane, kind, record, ByteBuffer.allocate(0));
    }

    /**
     * Sends all waiting records to all nodes; called at the end of a turn of an event loop. Costs little if no record
     * waits.
     */
    void flush();

    /**
     * Ends the link of a member that has broken the protocol: no record is delivered any more. Node listeners are
     * called later, on another thread. A new link follows.
     */
    void drop(Member member);

    /**
     * Counts the bytes of records that a listener has received, but not processed yet. These bytes stay unconfirmed,
     * and so continue to use a part of the budget of the sender's link.
     */
    void hold(Member from, int bytes);

    /** Reverts one {@link #hold}, after the held records have been processed. */
    void release(Member from, int bytes);

    /**
     * Checks whether publishers should pause, because more than a quarter of the budget of a member's link is used up.
     */
    boolean isCongested(Member member);

    /** Returns the number of bytes that wait for a member or that the member has not confirmed yet. */
    long backlog(Member member);

    /**
     * Adds a listener of nodes; must be called before the node is started. Listeners are called in the order in which
     * they were added.
     */
    void addNodeListener(NodeListener listener);

    /** Sets the listener for one kind of records; must be called before the node is started. */
    void setRecordListener(RecordKind kind, RecordListener listener);
}
