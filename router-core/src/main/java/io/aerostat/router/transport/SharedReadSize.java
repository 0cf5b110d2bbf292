package io.aerostat.router.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Chooses the size of the read buffer by the sizes of the last reads on the same loop. All channels of a loop can share
 * these sizes, because a loop reads one channel at a time. Without sharing, each idle connection would need memory for
 * its own sizes. Any thread.
 */
final class SharedReadSize implements RecvByteBufAllocator {
    static final SharedReadSize INSTANCE = new SharedReadSize();

    /**
     * The number of reads from one channel before the loop turns to the next channel; the default of Netty for sockets.
     */
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

    /** Returns the sizes that the loop shares. Called on a channel's loop when the channel reads for the first time. */
    @Override
    public Handle newHandle() {
        return ofLoop.get();
    }
}
