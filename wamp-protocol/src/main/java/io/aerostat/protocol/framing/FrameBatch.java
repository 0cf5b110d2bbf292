package io.aerostat.protocol.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the outgoing frames of one connection in one buffer. The buffer is written to the channel when the batch is
 * flushed or full. Confined to the channel's loop.
 */
public final class FrameBatch {
    private static final int SMALLEST = 512;
    /**
     * The capacity at which a batch is written to the channel instead of growing for another message. A larger buffer
     * is not pooled in a JVM with little memory (io.netty.buffer.AdaptivePoolingAllocator).
     */
    private static final int FULL_ENOUGH = 16 * 1024;
    /** The size at which a batch is written to the channel, and a new batch begins. */
    private static final int LARGEST = 64 * 1024;

    private final Channel channel;
    private final Framing framing;
    private final boolean direct;
    private @Nullable ByteBuf frames;
    /** The capacity with which the next batch begins, so that the batches of a busy connection need not grow. */
    private int firstCapacity = SMALLEST;

    private boolean flushQueued;
    /** Whether frames have been written to the channel but not flushed. */
    private boolean unflushed;

    public FrameBatch(Channel channel, Framing framing) {
        this(channel, framing, false);
    }

    /**
     * Creates the batch of a channel.
     *
     * @param direct whether frames go to the socket without passing the channel's handlers; only for a channel without
     *     handlers that process outgoing bytes, such as a TLS handler
     */
    public FrameBatch(Channel channel, Framing framing, boolean direct) {
        this.channel = channel;
        this.framing = framing;
        this.direct = direct;
    }

    /** Returns the buffer to which the next message is appended. */
    public ByteBuf next(int expectedLength) {
        if (frames != null && frames.capacity() >= FULL_ENOUGH && frames.writableBytes() < expectedLength) {
            // The buffer grows by doubling. If the peer did not read, up to half of the buffer would be unused memory.
            handOver();
        }
        if (frames == null) {
            frames = channel.alloc().ioBuffer(Math.max(firstCapacity, expectedLength + 64));
        }
        return frames;
    }

    /** Returns the buffer to which a control frame, such as a pong, is appended. */
    public ByteBuf nextControl(int expectedLength) {
        ByteBuf out = next(expectedLength);
        framing.completeBatch(out);
        return out;
    }

    /** Returns the number of bytes that have not been written to the channel yet. */
    public int size() {
        return frames == null ? 0 : frames.readableBytes();
    }

    /** Returns the number of bytes that the operating system has not accepted yet. */
    public long pendingBytes() {
        return queuedBytes() + size();
    }

    /**
     * Returns the number of bytes that have been written to the channel, but that the operating system has not accepted
     * yet.
     */
    public long queuedBytes() {
        ChannelOutboundBuffer queued = channel.unsafe().outboundBuffer();
        return queued == null ? 0 : queued.totalPendingWriteBytes();
    }

    /** Writes the frames to the channel if the buffer is so large that further frames should go to a new buffer. */
    public void handOverIfFull() {
        if (size() >= LARGEST) {
            handOver();
        }
    }

    /** Sends the frames after the tasks that the loop has already queued. Called after each frame. */
    public void flushLater() {
        handOverIfFull();
        if (!flushQueued) {
            flushQueued = true;
            FlushQueue.add(channel.eventLoop(), this);
        }
    }

    /** Checks whether a flush of this batch is queued. */
    public boolean isFlushQueued() {
        return flushQueued;
    }

    /** Sends the frames now. */
    public void flush() {
        handOver();
        flushChannel();
    }

    void flushFromQueue() {
        flushQueued = false;
        if (!channel.isWritable()) {
            // Full batches may have been written to the channel without a flush; without this flush, these batches
            // would wait forever.
            flushChannel();
            if (!channel.isWritable()) {
                // Until the peer reads again, keep collecting messages in this buffer, instead of in one buffer for
                // each message.
                return;
            }
        }
        flush();
    }

    /**
     * Called when the writability of the channel changes. Sends the frames that were collected while the channel was
     * not writable.
     */
    public void writabilityChanged() {
        if (frames != null && !flushQueued && channel.isWritable()) {
            flush();
        }
    }

    /** Discards the frames, because the connection has ended. */
    public void discard() {
        if (frames != null) {
            frames.release();
            frames = null;
        }
    }

    private void handOver() {
        ByteBuf out = frames;
        frames = null;
        if (out == null) {
            return;
        }
        framing.completeBatch(out);
        adaptFirstCapacity(out);
        if (out.isReadable()) {
            unflushed = true;
            if (direct) {
                channel.unsafe().write(out, channel.voidPromise());
            } else {
                channel.write(out, channel.voidPromise());
            }
        } else {
            out.release();
        }
    }

    /**
     * Adapts the first capacity to the sizes of the batches. A larger batch raises the capacity at once; a batch that
     * needed less than half of the capacity halves it.
     */
    private void adaptFirstCapacity(ByteBuf batch) {
        int used = batch.readableBytes();
        if (used > firstCapacity) {
            firstCapacity = Math.min(FULL_ENOUGH, batch.capacity());
        } else if (used < firstCapacity / 2) {
            firstCapacity = Math.max(SMALLEST, firstCapacity / 2);
        }
    }

    private void flushChannel() {
        if (unflushed) {
            unflushed = false;
            if (direct) {
                channel.unsafe().flush();
            } else {
                channel.flush();
            }
        }
    }
}
