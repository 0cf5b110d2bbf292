package io.aerostat.router.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Chooses the size of the buffer for a read from the sizes of the last reads on the same loop. The channels of a loop
 * share these sizes, because a loop reads one channel at a time; otherwise each idle connection would keep its own. Any
 * thread.
 */
final class SharedReadSize implements RecvByteBufAllocator {
    static final SharedReadSize INSTANCE = new SharedReadSize();

    /** The number of reads of one channel before the loop turns to the next channel; Netty's default for sockets. */
    private static final int READS_AT_A_TIME = 16;

    private final FastThreadLocal<Handle> ofLoop = new FastThreadLocal<>() {
        @Override
        protected Handle initialValue() {
            return new AdaptiveRecvByteBufAllocator()
                    .maxMessagesPerRead(READS_AT_A_TIME)
                    .newHandle();
        }
    };

    private SharedReadSize() {}

    /** Returns the memory of the loop; called on the loop of a channel when it reads for the first time. */
    @Override
    public Handle newHandle() {
        return ofLoop.get();
    }
}
