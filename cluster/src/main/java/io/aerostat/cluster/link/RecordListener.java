package io.aerostat.cluster.link;

import java.nio.ByteBuffer;

/** Receives the records of one kind. The calls for one lane come on one thread, in order, and must not block. */
public interface RecordListener {
    /**
     * Called with a record of another node.
     *
     * @param record a buffer with the record between position and limit. The buffer is valid during this call only; its
     *     array never changes, and may be kept
     */
    void record(Member from, int lane, ByteBuffer record);

    /** Called after the last record of each message of the engine that contained records of this kind. */
    default void batchEnd(Member from, int lane) {}
}
