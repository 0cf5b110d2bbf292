package io.aerostat.cluster.link;

import java.nio.ByteBuffer;

/** Receives the records of one kind. The calls for one lane come on one thread, in order, and must not block. */
public interface RecordListener {
    /**
     * Called with a record of another node.
     *
     * @param record the record is between position and limit, which are valid during this call only; the array behind
     *     the buffer may be kept and never changes
     */
    void record(Member from, int lane, ByteBuffer record);

    /** Called after the last of several records of one node that arrived in one message of the engine. */
    default void batchEnd(Member from, int lane) {}
}
