package io.aerostat.router.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Chooses the sizes of the buffers into which sockets are read, by what was read last on the same loop. The channels of
 * a loop share this memory, because a loop reads one channel at a time; otherwise each idle connection would keep its
 * own. Any thread.
 */
final class SharedReadSize implements RecvByteBufAllocator {
    static final SharedReadSize INSTANCE = new SharedReadSize();

    /** Reads of one channel before the loop turns to the next one: the default of Netty's sockets. */
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
